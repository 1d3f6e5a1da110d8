package io.confab.room;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.room.RoomEvent.MemberChanged;
import io.confab.room.RoomEvent.MemberJoined;
import io.confab.room.RoomEvent.MemberLeft;
import io.confab.room.RoomEvent.MemberRemoved;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is in a room: coming, going, and what role they have. */
@Service
public class Members {

    private final Standings standings;
    private final MembershipRepository memberships;
    private final InvitationRepository invitations;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Members(
            Standings standings,
            MembershipRepository memberships,
            InvitationRepository invitations,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.standings = standings;
        this.memberships = memberships;
        this.invitations = invitations;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /** Joins a public room, or a private one by an invitation, which is used up. Whoever is a member stays one. */
    @Transactional
    public MemberView join(RoomId id, AccountId account) {
        var standing = standings.locked(id, account);
        var room = standing.room();
        if (standing.authority().barred()) {
            throw room.kind() == RoomKind.PUBLIC ? Standing.banned() : Standing.noSuchRoom();
        }
        if (standing.membership() != null) {
            return standing.member().view(accounts.view(account));
        }
        return join(standing);
    }

    /** Takes in an account that speaks for a program, if whoever does so moderates the room. */
    @Transactional
    public void admit(RoomId id, AccountId by, AccountId account) {
        var mine = standings.locked(id, by).requireReader();
        mine.requireFree(accounts, now());
        if (!mine.authority().mayModerate()) {
            throw ErrorCode.FORBIDDEN.because("This is for the owners and moderators of the room.");
        }
        enter(standings.of(id, account));
    }

    private MemberView join(Standing standing) {
        var room = standing.room();
        var invitation = invitations.findByRoomAndAccount(
                room.id().value(), standing.account().value());
        if (room.kind() != RoomKind.PUBLIC && invitation.isEmpty()) {
            throw Standing.noSuchRoom();
        }
        standing.requireFree(accounts, now());
        var member = enter(standing);
        invitation.ifPresent(invitations::delete);
        return member;
    }

    private MemberView enter(Standing standing) {
        var room = standing.room();
        var account = standing.account();
        room.requireOpen();
        var membership = memberships
                .findByRoomAndAccount(room.id().value(), account.value())
                .orElseGet(() -> new Membership(room.id(), account));
        var head = room.head();
        membership.begin(Role.MEMBER, room.nextRev(now()), head.seq(), now());
        room.gainedMember();
        var member = memberships.save(membership).view(accounts.view(account));
        events.publishEvent(new MemberJoined(room.id().value(), head.rev(), member.rev(), member));
        return member;
    }

    /** Leaves. Whoever is no member of a public room has nothing to leave. */
    @Transactional
    public void leave(RoomId id, AccountId account) {
        var standing = standings.locked(id, account).requireReader();
        if (standing.membership() != null) {
            requireMoreThanTwo(standing.room());
            requireAnotherOwner(standing.room(), standing.member());
            var from = standing.room().head().rev();
            var member = end(standing.room(), standing.member());
            events.publishEvent(new MemberLeft(id.value(), from, member.rev(), member));
        }
    }

    /** Makes another member leave. */
    @Transactional
    public void remove(RoomId id, AccountId account, AccountId other) {
        if (account.equals(other)) {
            throw ErrorCode.INVALID.because("Leave the room instead.");
        }
        var standing = standings.locked(id, account).requireReader();
        standing.requireFree(accounts, now());
        var membership = memberOf(standing.room(), other);
        if (!standing.isAbove(standings.of(id, other), accounts)) {
            throw ErrorCode.FORBIDDEN.because("Owners and moderators remove members who rank below them.");
        }
        standing.room().requireOpen();
        requireAnotherOwner(standing.room(), membership);
        var from = standing.room().head().rev();
        var member = end(standing.room(), membership);
        events.publishEvent(new MemberRemoved(id.value(), from, member.rev(), member));
    }

    @Transactional
    public MemberView changeRole(RoomId id, AccountId account, AccountId other, Role next) {
        var standing = standings.locked(id, account).requireReader();
        var room = standing.room();
        standing.requireFree(accounts, now());
        var membership = memberOf(room, other);
        if (!standing.mayAppoint(standings.of(id, other), next, accounts)) {
            throw ErrorCode.FORBIDDEN.because("Owners give roles to members who rank below them.");
        }
        room.requireOpen();
        if (next == Role.OWNER && accounts.isGuest(other)) {
            // A guest is gone one day, and would leave a room that nobody rules.
            throw ErrorCode.FORBIDDEN.because("Guests own no rooms.");
        }
        if (membership.role() == next) {
            return membership.view(accounts.view(other));
        }
        requireAnotherOwner(room, membership);
        var from = room.head().rev();
        membership.become(next, room.nextRev(now()));
        var member = membership.view(accounts.view(other));
        events.publishEvent(new MemberChanged(id.value(), from, member.rev(), member));
        return member;
    }

    /** The members, by their accounts' ids. */
    @Transactional(readOnly = true)
    public Page list(RoomId id, AccountId account, @Nullable AccountId after, int limit) {
        standings.of(id, account).requireReader();
        var found = memberships.page(id.value(), after == null ? 0 : after.value(), Limit.of(limit + 1));
        var page = found.subList(0, Math.min(limit, found.size()));
        var views = accounts.views(page.stream().map(Membership::account).toList());
        var members = page.stream()
                .map(membership ->
                        membership.view(views.getOrDefault(membership.account(), accounts.view(membership.account()))))
                .toList();
        var next = found.size() > limit ? page.get(limit - 1).account().value() : null;
        return new Page(members, next);
    }

    /** What a member wants to be told of a room. It is nobody else's business, so it takes no rev. */
    @Transactional
    public Attention attend(RoomId id, AccountId account, Attention attention) {
        var membership = standings.of(id, account).requireMember();
        membership.attend(attention.at(now()), now());
        events.publishEvent(new AttentionChanged(id, account));
        return membership.attention();
    }

    private Membership memberOf(Room room, AccountId account) {
        return memberships
                .findByRoomAndAccountAndLeftAtIsNull(room.id().value(), account.value())
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such member."));
    }

    MemberView end(Room room, Membership membership) {
        membership.end(room.nextRev(now()), now());
        room.lostMember();
        return membership.view(accounts.view(membership.account()));
    }

    /** Of two, one who left would leave the other talking to nobody: whoever wants no more of it blocks the other. */
    private static void requireMoreThanTwo(Room room) {
        if (room.kind() == RoomKind.DIRECT && room.memberCount() <= 2) {
            throw ErrorCode.INVALID.because("A conversation of two is not left.");
        }
    }

    void requireAnotherOwner(Room room, Membership leaving) {
        var last = leaving.role() == Role.OWNER
                && !room.isOwnerless()
                && !memberships.existsByRoomAndRoleAndLeftAtIsNullAndAccountNot(
                        room.id().value(), Role.OWNER, leaving.account().value());
        if (last) {
            throw ErrorCode.LAST_OWNER.because("Make somebody else an owner first.");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @param next where the next page goes on, null if this is the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<MemberView> members, @Nullable Long next) {}
}

package io.confab.room;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.Restriction;
import io.confab.room.RoomEvent.MemberChanged;
import io.confab.room.RoomEvent.MemberRemoved;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds somebody back in a room, under its lock: each change takes a rev, so that every client learns of it as of any other.
 * Whoever does it ranks above the other there, members or not; in a direct room nobody does.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RoomRestrictions {

    private final Standings standings;
    private final MembershipRepository memberships;
    private final InvitationRepository invitations;
    private final Members members;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RoomRestrictions(
            Standings standings,
            MembershipRepository memberships,
            InvitationRepository invitations,
            Members members,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.standings = standings;
        this.memberships = memberships;
        this.invitations = invitations;
        this.members = members;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Holds back until then, or lets go if {@code until} is null. A ban ends the membership, and keeps out who never was a
     * member of a public room.
     *
     * @throws io.confab.shared.Refusal {@code not-found} for a mute of somebody who is no member; {@code forbidden}
     */
    public void restrict(RoomId id, AccountId by, AccountId other, Restriction restriction, @Nullable Instant until) {
        var room = lock(id, by, other);
        var membership = memberships
                .findByRoomAndAccount(id.value(), other.value())
                .filter(found -> restriction == Restriction.BAN || until == null || !found.isOver())
                .orElseGet(() -> stranger(room, other, restriction));
        boolean out = restriction == Restriction.BAN && until != null;
        var from = room.head().rev();
        if (out && !membership.isOver()) {
            members.requireAnotherOwner(room, membership);
            membership.restrict(restriction, until, from);
            end(room, membership);
        } else {
            membership.restrict(restriction, until, room.nextRev(now()));
            var view = memberships.save(membership).view(accounts.view(other));
            // Who only listens to a public room is out of it too.
            events.publishEvent(
                    out
                            ? new MemberRemoved(id.value(), from, view.rev(), view)
                            : new MemberChanged(id.value(), from, view.rev(), view));
        }
        if (out) {
            invitations.findByRoomAndAccount(id.value(), other.value()).ifPresent(invitations::delete);
            accounts.bots(other).forEach(bot -> putOut(room, bot));
        }
    }

    /** The bots of whoever is banned are out, too; those that only listen as well. */
    private void putOut(Room room, AccountId bot) {
        memberships
                .findByRoomAndAccountAndLeftAtIsNull(room.id().value(), bot.value())
                .ifPresentOrElse(
                        membership -> {
                            members.requireAnotherOwner(room, membership);
                            end(room, membership);
                        },
                        () -> events.publishEvent(new ListenerPutOut(room.id(), bot)));
    }

    /** Who may read the room no more, without having been a member. */
    record ListenerPutOut(RoomId room, AccountId account) {}

    /** Ends a membership; who is sent away may come back where the way is open. */
    public void kick(RoomId id, AccountId by, AccountId other) {
        var room = lock(id, by, other);
        var membership = memberships
                .findByRoomAndAccountAndLeftAtIsNull(id.value(), other.value())
                .orElseThrow(RoomRestrictions::noMember);
        members.requireAnotherOwner(room, membership);
        end(room, membership);
    }

    private Room lock(RoomId id, AccountId by, AccountId other) {
        var standing = standings.locked(id, by).requireReader();
        standing.requireFree(accounts, now());
        standing.requireAbove(standings.of(id, other), accounts);
        return standing.room();
    }

    private Membership stranger(Room room, AccountId other, Restriction restriction) {
        if (restriction != Restriction.BAN || room.kind() != RoomKind.PUBLIC) {
            throw noMember();
        }
        var membership = new Membership(room.id(), other);
        membership.neverBegan(room.head().rev(), now());
        return membership;
    }

    private void end(Room room, Membership membership) {
        var from = room.head().rev();
        var view = members.end(room, membership);
        events.publishEvent(new MemberRemoved(room.id().value(), from, view.rev(), view));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static RuntimeException noMember() {
        return ErrorCode.NOT_FOUND.because("There is no such member.");
    }
}

package io.confab.room;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.room.RoomNotice.InvitationCreated;
import io.confab.room.RoomNotice.InvitedRoom;
import io.confab.shared.ErrorCode;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ways into a private room. */
@Service
public class Invitations {

    private final Standings standings;
    private final InvitationRepository invitations;
    private final MembershipRepository memberships;
    private final RoomRepository rooms;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Invitations(
            Standings standings,
            InvitationRepository invitations,
            MembershipRepository memberships,
            RoomRepository rooms,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.standings = standings;
        this.invitations = invitations;
        this.memberships = memberships;
        this.rooms = rooms;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /** Invites somebody. Whoever is invited already keeps the invitation they have. */
    @Transactional
    public Invited invite(RoomId id, AccountId account, String username) {
        // Under the room's lock two who invite the same person, and that person joining, come one after the other.
        var standing = standings.locked(id, account);
        standing.requireMember();
        standing.requireFree(accounts, clock.instant());
        var room = standing.room();
        if (room.kind() != RoomKind.PRIVATE || !standing.authority().mayInvite()) {
            throw ErrorCode.INVALID.because("Nobody needs an invitation to this room.");
        }
        room.requireOpen();
        var who = accounts.requireByUsername(username);
        var invitee = new AccountId(who.id());
        if (memberships
                .findByRoomAndAccountAndLeftAtIsNull(id.value(), invitee.value())
                .isPresent()) {
            throw ErrorCode.INVALID.because("They are a member already.");
        }
        if (standings.of(id, invitee).authority().barred()) {
            throw ErrorCode.INVALID.because("They are banned from this room.");
        }
        var invitation = invitations
                .findByRoomAndAccount(id.value(), invitee.value())
                .orElseGet(() -> create(room, invitee, account));
        var invitedBy = accounts.view(invitation.invitedBy());
        return new Invited(id.value(), who, invitedBy, invitation.createdAt());
    }

    @Transactional(readOnly = true)
    public List<InvitationView> of(AccountId account) {
        var mine = invitations.findByAccountOrderByIdDesc(account.value());
        var invited = rooms
                .findByIdIn(mine.stream()
                        .map(invitation -> invitation.room().value())
                        .toList())
                .stream()
                .collect(Collectors.toMap(Room::id, Invitations::shown));
        return mine.stream()
                .map(invitation -> new InvitationView(
                        Objects.requireNonNull(invited.get(invitation.room())),
                        accounts.view(invitation.invitedBy()),
                        invitation.createdAt()))
                .toList();
    }

    /** Declines. What is not there is declined already. */
    @Transactional
    public void decline(RoomId room, AccountId account) {
        invitations.findByRoomAndAccount(room.value(), account.value()).ifPresent(invitations::delete);
    }

    private Invitation create(Room room, AccountId invitee, AccountId by) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var invitation = invitations.save(new Invitation(room.id(), invitee, by, now));
        events.publishEvent(new SomebodyInvited(invitee, new InvitationCreated(shown(room), accounts.view(by))));
        return invitation;
    }

    private static InvitedRoom shown(Room room) {
        return new InvitedRoom(room.id().value(), room.name(), room.kind());
    }

    /** To be told to whoever is invited, after the commit. */
    record SomebodyInvited(AccountId account, InvitationCreated notice) {}

    /** An invitation as its sender sees it. */
    public record Invited(long room, AccountView account, AccountView invitedBy, Instant createdAt) {}

    /** An invitation as its receiver sees it. */
    record InvitationView(InvitedRoom room, AccountView invitedBy, Instant createdAt) {}
}

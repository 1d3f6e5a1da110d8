package io.confab.room;

import java.util.List;

import io.confab.account.AccountView;
import io.confab.room.RoomNotice.InvitationCreated;
import io.confab.room.RoomNotice.InvitedRoom;
import io.confab.room.RoomNotice.MembershipEnded;
import io.confab.room.RoomNotice.Reason;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class RoomContractTests {

    private final AccountView ada = new AccountView(3, "ada", "Ada Lovelace");
    private final AccountView bob = new AccountView(4, "bob", "Bob");
    private final MemberView owner = new MemberView(ada, Role.OWNER, 1, NOON, null);
    private final MemberView member = new MemberView(bob, Role.MEMBER, 5, NOON.plusSeconds(60), null);
    private final MemberView left = new MemberView(bob, Role.MEMBER, 6, NOON.plusSeconds(60), NOON.plusSeconds(120));
    private final RoomView room = new RoomView(
            7, "Engines", RoomKind.PUBLIC, "About *engines*", 1, 1, NOON, null, new Head(9, 4), 2, owner, null);
    private final RoomView archived =
            new RoomView(7, "Engines", RoomKind.PUBLIC, "", 8, 1, NOON, NOON.plusSeconds(300), null, null, null, null);

    @Test
    void eventsOfARoom() {
        assertExample("member.joined", new RoomEvent.MemberJoined(7, 4, 5, member));
        assertExample("member.left", new RoomEvent.MemberLeft(7, 5, 6, left));
        assertExample("member.removed", new RoomEvent.MemberRemoved(7, 5, 6, left));
        assertExample(
                "member.changed",
                new RoomEvent.MemberChanged(
                        7, 6, 7, new MemberView(bob, Role.MODERATOR, 7, NOON.plusSeconds(60), null)));
        assertExample("room.changed", new RoomEvent.RoomChanged(7, 7, 8, archived));
    }

    @Test
    void notices() {
        assertExample(
                "invitation.created",
                new InvitationCreated(new InvitedRoom(8, "Secret engines", RoomKind.PRIVATE), ada));
        assertExample("membership.ended", new MembershipEnded(7, Reason.REMOVED));
    }

    @Test
    void answers() {
        assertExample("room", room);
        assertExample("rooms", new Rooms.Page(List.of(room), 7L));
        assertExample("member", member);
        assertExample("members", new Members.Page(List.of(owner, member), 4L));
        assertExample("invitation", new Invitations.Invited(8, bob, ada, NOON));
        assertExample(
                "invitations",
                new InvitationController.MyInvitations(List.of(new Invitations.InvitationView(
                        new InvitedRoom(8, "Secret engines", RoomKind.PRIVATE), ada, NOON))));
    }
}

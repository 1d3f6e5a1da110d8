package io.confab.direct;

import java.util.List;

import io.confab.account.AccountView;
import io.confab.direct.DirectEvent.DirectRequested;
import io.confab.direct.DirectEvent.ReaderMoved;
import io.confab.room.Head;
import io.confab.room.MemberView;
import io.confab.room.Role;
import io.confab.room.RoomKind;
import io.confab.room.RoomView;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class DirectContractTests {

    private final AccountView ada = new AccountView(3, "ada", "Ada Lovelace");
    private final AccountView bob = new AccountView(4, "bob", "Bob");
    private final RoomView room = new RoomView(
            9,
            null,
            RoomKind.DIRECT,
            "",
            1,
            1,
            NOON,
            null,
            new Head(3, 2),
            2,
            new MemberView(bob, Role.MEMBER, 1, NOON, null),
            List.of(ada, bob));

    @Test
    void events() {
        assertExample("cursor.moved", new ReaderMoved(9, 4, 2));
        assertExample("direct.requested", new DirectRequested(room, ada));
    }

    @Test
    void answers() {
        assertExample("direct-room", room);
        assertExample(
                "direct-requests",
                new DirectHttpController.MyRequests(List.of(new DirectRooms.Asked(room, ada, NOON.plusSeconds(5)))));
        assertExample(
                "blocks", new DirectHttpController.MyBlocks(List.of(new Privacy.Block(ada, NOON.plusSeconds(60)))));
        assertExample("direct-settings", new DirectSettings(Acceptance.SHARED_ROOM, true));
    }
}

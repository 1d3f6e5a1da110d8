package io.confab.message;

import java.util.List;

import io.confab.account.AccountView;
import io.confab.message.HeadsChanged.Current;
import io.confab.message.HeadsChanged.Gone;
import io.confab.message.MessageView.PinnedView;
import io.confab.message.MessageView.RemovedView;
import io.confab.room.Attention;
import io.confab.room.Head;
import io.confab.room.Level;
import io.confab.room.MemberView;
import io.confab.room.Role;
import io.confab.room.RoomKind;
import io.confab.room.RoomRef;
import io.confab.room.RoomView;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class MessageContractTests {

    private static final long EPOCH = 4503599627370495L;

    private final AccountView ada = new AccountView(3, "ada", "Ada Lovelace");
    private final AccountView bob = new AccountView(4, "bob", "Bob");
    private final MemberView owner = new MemberView(ada, Role.OWNER, 1, NOON, null);
    private final MemberView left = new MemberView(bob, Role.MEMBER, 6, NOON.plusSeconds(60), NOON.plusSeconds(120));
    private final RoomView room = new RoomView(
            7, "Engines", RoomKind.PUBLIC, "About *engines*", 1, 1, NOON, null, new Head(9, 4), 2, owner, null);
    private final RoomView state =
            new RoomView(7, "Engines", RoomKind.PUBLIC, "", 8, 1, NOON, NOON.plusSeconds(300), null, null, null, null);

    private final MessageView posted = new MessageView(
            65,
            7,
            1,
            2,
            ada,
            "Hello, **world**",
            "c-1",
            null,
            null,
            NOON.plusSeconds(10),
            null,
            null,
            List.of(),
            null,
            null,
            null);
    private final MessageView reply = new MessageView(
            66,
            7,
            2,
            3,
            bob,
            "Hello yourself",
            "c-2",
            65L,
            1L,
            NOON.plusSeconds(20),
            null,
            null,
            List.of(),
            null,
            null,
            null);
    private final MessageView edited = new MessageView(
            65,
            7,
            1,
            4,
            ada,
            "Hello, **world**, @bob and @room",
            "c-1",
            null,
            null,
            NOON.plusSeconds(10),
            NOON.plusSeconds(30),
            null,
            List.of(),
            new MentionsView(List.of(bob), null, true),
            null,
            null);
    private final MessageView reacted = new MessageView(
            65,
            7,
            1,
            8,
            ada,
            "Hello, **world**, @bob and @room",
            "c-1",
            null,
            null,
            NOON.plusSeconds(10),
            NOON.plusSeconds(30),
            null,
            List.of(new ReactionView("👍", 2, List.of(bob, ada)), new ReactionView("❤️", 1, List.of(ada))),
            new MentionsView(List.of(bob), null, true),
            null,
            null);
    private final MessageView deleted = new MessageView(
            66,
            7,
            2,
            9,
            bob,
            "",
            "c-2",
            65L,
            1L,
            NOON.plusSeconds(20),
            null,
            NOON.plusSeconds(40),
            List.of(),
            null,
            new RemovedView("spam"),
            null);
    private final MessageView pinned = new MessageView(
            65,
            7,
            1,
            10,
            ada,
            "Hello, **world**",
            "c-1",
            null,
            null,
            NOON.plusSeconds(10),
            null,
            null,
            List.of(),
            null,
            null,
            new PinnedView(NOON.plusSeconds(50), bob));

    private final MessageView byBot = new MessageView(
            65,
            7,
            1,
            2,
            new AccountView(6, "builder", "Builder", true),
            "The build is green.",
            "c-1",
            null,
            null,
            NOON.plusSeconds(10),
            null,
            null,
            List.of(),
            null,
            null,
            null);

    @Test
    void eventsOfTheLog() {
        assertExample("message.posted", new MessageEvent.MessagePosted(7, 1, 2, posted));
        assertExample("message.posted-reply", new MessageEvent.MessagePosted(7, 2, 3, reply));
        assertExample("message.posted-bot", new MessageEvent.MessagePosted(7, 1, 2, byBot));
        assertExample("message.edited", new MessageEvent.MessageEdited(7, 3, 4, edited));
        assertExample("message.reacted", new MessageEvent.MessageReacted(7, 7, 8, reacted));
        assertExample("message.deleted", new MessageEvent.MessageDeleted(7, 8, 9, deleted));
        assertExample("message.pinned", new MessageEvent.MessagePinned(7, 9, 10, pinned));
        assertExample(
                "message.restored",
                new MessageEvent.MessageRestored(
                        7,
                        10,
                        11,
                        new MessageView(
                                66,
                                7,
                                2,
                                11,
                                bob,
                                "Hello yourself",
                                "c-2",
                                65L,
                                1L,
                                NOON.plusSeconds(20),
                                null,
                                null,
                                List.of(),
                                null,
                                null,
                                null)));
        assertExample(
                "room.changes", new MessageEvent.RoomChanges(7, 4, 9, List.of(reacted, deleted), List.of(left), state));
    }

    @Test
    void heads() {
        assertExample(
                "heads.changed",
                new HeadsChanged(
                        List.of(new Current(7, new Head(9, 4), 2, 1, 1, Level.MENTIONS, NOON, null), new Gone(8))));
    }

    @Test
    void whatDirectRoomsHaveBesides() {
        var direct = new RoomView(
                9, null, RoomKind.DIRECT, "", 1, 1, NOON, null, new Head(3, 2), 2, left, List.of(ada, bob));
        var request = new DirectDetails.Request(ada);
        assertExample(
                "heads.changed-request",
                new HeadsChanged(List.of(new Current(9, new Head(3, 2), 0, 2, 0, Level.ALL, null, request))));
        assertExample(
                "sync-request",
                new History.Sync(
                        EPOCH,
                        List.of(new History.Sync.Entry(direct, new Head(3, 2), 0, 2, 0, Level.ALL, null, request))));
        assertExample(
                "opening-direct",
                new History.Opening(
                        direct, List.of(reply, posted), left, 2, EPOCH, 3, List.of(new DirectDetails.Reader(3, 2))));
    }

    @Test
    void mentions() {
        var mentioning = new MessageView(
                67,
                7,
                3,
                5,
                bob,
                "@here: tea?",
                "c-3",
                null,
                null,
                NOON.plusSeconds(50),
                null,
                null,
                List.of(),
                new MentionsView(List.of(), true, null),
                null,
                null);
        var engines = new RoomRef(7, "Engines", RoomKind.PUBLIC);
        assertExample("mention.created", new MentionNotice(engines, mentioning));
        assertExample(
                "mentions",
                new MentionList.Page(List.of(new MentionList.Entry(engines, mentioning)), "1767268850000-67"));
        assertExample("level", new Attention(Level.MENTIONS, NOON));
    }

    @Test
    void answers() {
        assertExample(
                "sync",
                new History.Sync(
                        EPOCH, List.of(new History.Sync.Entry(room, new Head(9, 4), 2, 1, 1, Level.ALL, null, null))));
        assertExample("opening", new History.Opening(room, List.of(deleted, reacted), owner, 2, EPOCH, 9, null));
        assertExample("messages", new History.Page(List.of(deleted, reacted), 9, EPOCH));
        assertExample("message", reacted);
        assertExample(
                "removed-message", new Removals.RemovedMessage(66, "Buy now", bob, ada, "spam", NOON.plusSeconds(40)));
        assertExample("pins", new HistoryController.Pins(List.of(pinned)));
        assertExample("changes", new Changes(EPOCH, 9, false, List.of(reacted, deleted), List.of(left), state));
        assertExample("changes-reset", Changes.reset(EPOCH, 9));
    }
}

package io.confab.message;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.cluster.ControlEntry;
import io.confab.message.HeadsChanged.Current;
import io.confab.message.HeadsChanged.Gone;
import io.confab.room.Attention;
import io.confab.room.Head;
import io.confab.room.Level;
import io.confab.room.Members;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.shared.TestClock;
import io.confab.stomp.RecordingBroadcaster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.confab.message.TestRooms.unique;
import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class HeadsTests {

    @Autowired
    Heads heads;

    @Autowired
    Messages messages;

    @Autowired
    Reading reading;

    @Autowired
    Members members;

    @Autowired
    TestRooms world;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    DatabaseTest.Subscribed connected;

    AccountId ada;
    AccountId bob;
    RoomId room;

    @BeforeEach
    void aRoom() {
        ada = world.person("ada");
        bob = world.person("bob");
        room = world.room(RoomKind.PUBLIC, ada, bob);
        connected.add(ada.value());
        connected.add(bob.value());
        heads.tell();
        broadcaster.clear();
    }

    @Test
    void everyMemberIsToldOnceHoweverMuchMoved() {
        var other = world.room(RoomKind.PUBLIC, ada, bob);
        post(room, ada, 3);
        post(other, bob, 2);
        heads.tell();

        assertThat(told(ada))
                .containsExactlyInAnyOrder(
                        new Current(room.value(), new Head(5, 3), 0, 0, 0, Level.ALL, null, null),
                        new Current(other.value(), new Head(4, 2), 0, 2, 0, Level.ALL, null, null));
        assertThat(told(bob))
                .containsExactlyInAnyOrder(
                        new Current(room.value(), new Head(5, 3), 0, 3, 0, Level.ALL, null, null),
                        new Current(other.value(), new Head(4, 2), 0, 0, 0, Level.ALL, null, null));
        heads.tell();
        assertThat(frames(bob)).hasSize(1);
    }

    @Test
    void whoeverIsNoMemberOrNotConnectedIsNotTold() {
        var carol = world.person("carol");
        var dora = world.person("dora");
        connected.add(carol.value());
        members.join(room, dora);
        post(room, ada, 1);
        heads.tell();

        assertThat(frames(carol)).isEmpty();
        assertThat(frames(dora)).isEmpty();
    }

    @Test
    void aCursorThatMovesIsToldToItsOwnerOnly() {
        post(room, ada, 3);
        heads.tell();
        broadcaster.clear();
        messages.read(room, bob, 2, false);
        messages.read(room, bob, 1, false);
        reading.write();
        heads.tell();

        assertThat(told(bob))
                .containsExactly(new Current(room.value(), new Head(5, 3), 2, 1, 0, Level.ALL, null, null));
        assertThat(frames(ada)).isEmpty();
    }

    @Test
    void whoeverLeftIsToldSoAndWhoeverJoinedWhereTheRoomStands() {
        members.leave(room, bob);
        heads.tell();
        assertThat(told(bob)).containsExactly(new Gone(room.value()));
        assertThat(told(ada))
                .containsExactly(new Current(room.value(), new Head(3, 0), 0, 0, 0, Level.ALL, null, null));
        broadcaster.clear();

        members.join(room, bob);
        heads.tell();
        assertThat(told(bob))
                .containsExactly(new Current(room.value(), new Head(4, 0), 0, 0, 0, Level.ALL, null, null));
    }

    @Test
    void whoeverLeftOnAnotherNodeIsToldSoAndWhoeverCameBackMeanwhileIsNot() {
        jdbc.sql("update membership set left_at = current_timestamp where room = ? and account = ?")
                .params(room.value(), bob.value())
                .update();
        var ended = new ControlEntry("membership.ended", room.value() + " " + bob.value());
        events.publishEvent(ended);
        heads.tell();
        assertThat(told(bob)).containsExactly(new Gone(room.value()));

        members.join(room, bob);
        heads.tell();
        broadcaster.clear();
        events.publishEvent(ended);
        heads.tell();
        assertThat(told(bob)).hasOnlyElementsOfType(Current.class);
    }

    @Test
    void theOwnerOfANewRoomIsTold() {
        var created = world.room(RoomKind.PRIVATE, ada);
        heads.tell();

        assertThat(told(ada))
                .containsExactly(new Current(created.value(), new Head(1, 0), 0, 0, 0, Level.ALL, null, null));
    }

    @Test
    void whatAMemberWantsToHearIsToldToItsOtherDevices() {
        var until = clock.instant().plusSeconds(60);
        members.attend(room, bob, new Attention(Level.MENTIONS, until));
        heads.tell();
        clock.advance(Duration.ofSeconds(60));
        post(room, bob, 1);
        heads.tell();

        assertThat(frames(ada)).hasSize(1);
        assertThat(frames(bob))
                .extracting(frame -> (Object) frame.rooms().get(0))
                .containsExactly(
                        new Current(room.value(), new Head(2, 0), 0, 0, 0, Level.MENTIONS, until, null),
                        new Current(room.value(), new Head(3, 1), 0, 0, 0, Level.MENTIONS, null, null));
    }

    @Test
    void aCursorIsToldAtTheNextLookARoomAtTheFourthAndNobodyTwiceASecond() {
        clock.advance(Duration.ofSeconds(1));
        post(room, ada, 2);
        look();
        assertThat(frames(bob)).isEmpty();
        messages.read(room, bob, 1, false);
        reading.write();
        look();
        assertThat(told(bob))
                .containsExactly(new Current(room.value(), new Head(4, 2), 1, 1, 0, Level.ALL, null, null));
        messages.read(room, bob, 2, false);
        reading.write();
        look();
        look();
        assertThat(frames(bob)).hasSize(1);
        assertThat(frames(ada)).hasSize(1);
        look();
        look();

        assertThat(frames(bob)).hasSize(2);
        assertThat(frames(bob).get(1).rooms())
                .isEqualTo(List.of(new Current(room.value(), new Head(4, 2), 2, 0, 0, Level.ALL, null, null)));
    }

    /** A quarter of a second later. */
    private void look() {
        clock.advance(Duration.ofMillis(250));
        heads.look();
    }

    @Test
    void theCountIsExactAlsoWhenOnesOwnWordsHideWhatOthersSaid() {
        post(room, ada, 30);
        post(room, bob, 250);
        heads.tell();

        assertThat(told(bob))
                .containsExactly(new Current(room.value(), new Head(282, 280), 0, 30, 0, Level.ALL, null, null));
        assertThat(told(ada))
                .containsExactly(new Current(room.value(), new Head(282, 280), 0, 100, 0, Level.ALL, null, null));
    }

    private void post(RoomId where, AccountId author, int count) {
        IntStream.range(0, count)
                .mapToObj(i -> messages.post(where, author, new Draft(unique("c"), "x", null)))
                .toList()
                .forEach(TestRooms::answer);
    }

    private List<HeadsChanged> frames(AccountId account) {
        return broadcaster.personal(account.value(), Heads.QUEUE).stream()
                .map(HeadsChanged.class::cast)
                .toList();
    }

    private List<HeadsChanged.Entry> told(AccountId account) {
        assertThat(frames(account)).hasSize(1);
        return List.copyOf(frames(account).get(0).rooms());
    }
}

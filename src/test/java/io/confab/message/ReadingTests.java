package io.confab.message;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.room.Epoch;
import io.confab.room.Members;
import io.confab.room.ReadCursors;
import io.confab.room.ReadCursors.Move;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.stomp.Stopping;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.confab.message.TestRooms.refused;
import static io.confab.message.TestRooms.unique;
import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
class ReadingTests {

    @Autowired
    Reading reading;

    @Autowired
    History history;

    @Autowired
    Messages messages;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    Heads heads;

    @Autowired
    TestRooms world;

    @Autowired
    JdbcTemplate jdbc;

    AccountId ada;
    AccountId bob;
    RoomId room;

    @BeforeEach
    void aRoomWithSixMessages() {
        ada = world.person("ada");
        bob = world.person("bob");
        room = world.room(RoomKind.PUBLIC, ada, bob);
        say(room, 6);
    }

    @Test
    void aMoveIsAnsweredWhenItIsWrittenAndNotBefore() {
        var first = forward(bob, 2);
        var second = forward(ada, 3);
        assertThat(first.toCompletableFuture()).isNotDone();
        assertThat(lastRead(bob)).isZero();
        reading.write();

        assertThat(first.toCompletableFuture()).isCompleted();
        assertThat(second.toCompletableFuture()).isCompleted();
        assertThat(lastRead(bob)).isEqualTo(2);
        assertThat(lastRead(ada)).isEqualTo(3);
    }

    @Test
    void movesOfOnePersonKeepTheirOrderAlsoWhenTheyBecomeOne() {
        forward(bob, 5);
        back(bob, 2);
        reading.write();
        assertThat(lastRead(bob)).isEqualTo(2);

        back(bob, 1);
        forward(bob, 4);
        forward(bob, 3);
        reading.write();
        assertThat(lastRead(bob)).isEqualTo(4);

        forward(bob, 6);
        back(bob, 2);
        forward(bob, 1);
        reading.write();
        assertThat(lastRead(bob)).isEqualTo(2);
    }

    @Test
    void whoeverMayNotReadIsRefusedAndTheOthersAreNot() {
        var hidden = world.room(RoomKind.PRIVATE, ada);
        var carol = world.person("carol");
        var stranger = forward(carol, 1);
        var outsider = reading.move(hidden, bob, new Move(1, false));
        var nowhere = reading.move(new RoomId(999_999), bob, new Move(1, false));
        var member = forward(bob, 1);
        reading.write();

        refused(ErrorCode.NOT_A_MEMBER, stranger);
        refused(ErrorCode.NOT_FOUND, outsider);
        refused(ErrorCode.NOT_FOUND, nowhere);
        assertThat(member.toCompletableFuture()).isCompleted();
        assertThat(lastRead(bob)).isEqualTo(1);
    }

    @Test
    void allRoomsAreReadAtOnceUpToWhereTheyStood() {
        var other = world.room(RoomKind.PUBLIC, ada, bob);
        say(other, 2);
        var read = history.readAll(bob);
        reading.write();

        assertThat(read.toCompletableFuture()).isCompleted();
        assertThat(history.sync(bob).rooms()).allSatisfy(entry -> {
            assertThat(entry.lastRead()).isEqualTo(entry.head().seq());
            assertThat(entry.unread()).isZero();
        });
    }

    @Test
    void aRoomThatIsLeftMeanwhileIsPassedOver() {
        var other = world.room(RoomKind.PUBLIC, ada, bob);
        say(other, 2);
        var read = history.readAll(bob);
        members.leave(room, bob);
        reading.write();

        assertThat(read.toCompletableFuture()).isCompleted();
        assertThat(rooms.open(other, bob).lastRead()).isEqualTo(2);
    }

    @Test
    void roomsThatCannotBeReadNowAreNotSaidToBeRead(
            @Autowired MessageStore store,
            @Autowired MessageViews views,
            @Autowired UnreadCounts unreadCounts,
            @Autowired MentionStore mentions,
            @Autowired CatchUp catchUp,
            @Autowired Epoch epoch,
            @Autowired DirectDetailsIfAny direct) {
        var away = away();
        var read = new History(rooms, store, views, unreadCounts, mentions, away, catchUp, epoch, direct).readAll(bob);
        away.write();

        refused(ErrorCode.UNAVAILABLE, read);
        assertThat(lastRead(bob)).isZero();
    }

    @Test
    void whatWaitsIsWrittenBeforeTheServerStops() {
        var move = forward(bob, 4);
        reading.on(new Stopping());

        assertThat(move.toCompletableFuture()).isCompleted();
        assertThat(lastRead(bob)).isEqualTo(4);
    }

    @Test
    void whatCannotBeWrittenIsNotAnswered() {
        var away = away();
        var move = away.move(room, bob, new Move(1, false));
        away.write();

        refused(ErrorCode.UNAVAILABLE, move);
    }

    private Reading away() {
        return new Reading(
                new ReadCursors(jdbc) {
                    @Override
                    public Map<Reader, Moved> move(Map<Reader, Move> moves) {
                        throw new DataAccessResourceFailureException("The database is away.");
                    }
                },
                heads,
                event -> {});
    }

    private CompletionStage<Void> forward(AccountId account, long seq) {
        return reading.move(room, account, new Move(seq, false));
    }

    private void back(AccountId account, long seq) {
        reading.move(room, account, new Move(seq, true));
    }

    private long lastRead(AccountId account) {
        return rooms.open(room, account).lastRead();
    }

    private void say(RoomId where, int count) {
        IntStream.range(0, count)
                .mapToObj(i -> messages.post(where, ada, new Draft(unique("c"), "x", null)))
                .toList()
                .forEach(TestRooms::answer);
    }
}

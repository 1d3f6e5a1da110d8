package io.confab.message;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Audit;
import io.confab.message.HeadsChanged.Current;
import io.confab.message.RoomLog.Answer;
import io.confab.room.Head;
import io.confab.room.Level;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomLedger;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.stomp.NodeLease;
import io.confab.stomp.NumberedEvent;
import io.confab.stomp.RecordingBroadcaster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

import static io.confab.message.TestRooms.answer;
import static io.confab.message.TestRooms.refused;
import static io.confab.message.TestRooms.unique;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** The log when things go wrong, and when many come at once. A post that says "wait" holds the log up until released. */
@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class RoomLogTests {

    private static final int QUEUE = 64;

    @Autowired
    TestRooms world;

    @Autowired
    Rooms rooms;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    NodeLease lease;

    @Autowired
    RoomLedger ledger;

    @Autowired
    MessageStore store;

    @Autowired
    MentionStore mentions;

    @Autowired
    Mentioning mentioning;

    @Autowired
    MentionNotices notices;

    @Autowired
    RemovalStore removals;

    @Autowired
    PinStore pins;

    @Autowired
    Audit audit;

    @Autowired
    MessageIds ids;

    @Autowired
    Accounts accounts;

    @Autowired
    Heads heads;

    @Autowired
    Clock clock;

    @Autowired
    DatabaseTest.Subscribed connected;

    @Autowired
    RecordingBroadcaster told;

    final RecordingBroadcaster broadcaster = new RecordingBroadcaster();
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    final AtomicBoolean away = new AtomicBoolean();
    final AtomicBoolean fullDisk = new AtomicBoolean();
    final AtomicBoolean lostAnswer = new AtomicBoolean();
    final AtomicBoolean nameless = new AtomicBoolean();

    @SuppressWarnings("NullAway.Init")
    RoomLog log;

    AccountId ada;
    RoomId room;

    @BeforeEach
    void aLogOfItsOwn() {
        ada = world.person("ada");
        room = world.room(RoomKind.PUBLIC, ada);
        var writer = new LogWriter(
                new FailingTransactions(),
                lease,
                ledger,
                store,
                mentions,
                mentioning,
                removals,
                pins,
                ids,
                List.of(this::check),
                accounts,
                audit,
                clock);
        var views = new MessageViews(accounts, store) {
            @Override
            List<MessageView> ofShown(Collection<Shown> messages) {
                if (nameless.get()) {
                    throw new IllegalStateException("As asked for");
                }
                return super.ofShown(messages);
            }
        };
        log = new RoomLog(
                writer,
                views,
                broadcaster,
                heads,
                event -> {},
                notices,
                new LogLimits(QUEUE, 32),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        released.countDown();
        log.stop();
    }

    @Test
    void whatWaitsIsCommittedTogetherAndPublishedInOneCall() throws InterruptedException {
        var other = world.room(RoomKind.PUBLIC, ada);
        holdUp();
        var answers = new ArrayList<CompletionStage<Answer>>();
        for (int i = 0; i < 10; i++) {
            answers.add(post(i % 2 == 0 ? room : other, "x"));
        }
        released.countDown();
        answers.forEach(TestRooms::answer);

        assertThat(broadcaster.calls()).hasSize(2);
        assertThat(broadcaster.calls().get(1)).hasSize(10);
        assertThat(rooms.head(room)).contains(new Head(7, 6));
        assertThat(rooms.head(other)).contains(new Head(6, 5));
    }

    @Test
    void aRefusedCommandTakesNoNumberFromTheOthersOfItsBatch() throws InterruptedException {
        holdUp();
        var before = post(room, "x");
        var stranger = log.append(new Command.Post(room, world.person("stranger"), new Draft("c", "x", null)));
        var after = post(room, "x");
        released.countDown();

        refused(ErrorCode.NOT_A_MEMBER, stranger);
        assertThat(answer(after).message().rev())
                .isEqualTo(answer(before).message().rev() + 1);
    }

    @Test
    void aPoisonedCommandFailsAlone() throws InterruptedException {
        holdUp();
        var before = post(room, "x");
        var poisoned = post(room, "poison");
        var after = post(room, "x");
        released.countDown();

        refused(ErrorCode.INTERNAL, poisoned);
        assertThat(answer(before).message().seq()).isEqualTo(2);
        assertThat(answer(after).message().seq()).isEqualTo(3);
        assertThat(rooms.head(room)).contains(new Head(4, 3));
    }

    @Test
    void theSameCommandFromManySendersIsCarriedOutOnce() throws Exception {
        var draft = new Draft("same", "x", null);
        var together = new CountDownLatch(1);
        var senders = Executors.newFixedThreadPool(8);
        var sent = IntStream.range(0, 24)
                .mapToObj(i -> senders.submit(() -> {
                    together.await();
                    return answer(log.append(new Command.Post(room, ada, draft)));
                }))
                .toList();
        together.countDown();
        senders.shutdown();
        var answers = new ArrayList<Answer>();
        for (var future : sent) {
            answers.add(requireNonNull(future.get()));
        }

        assertThat(answers.stream().filter(answer -> !answer.repeated())).hasSize(1);
        assertThat(answers.stream().map(Answer::message).distinct()).hasSize(1);
        assertThat(broadcaster.events(RoomTopics.log(room))).hasSize(1);
        assertThat(rooms.head(room)).contains(new Head(2, 1));
    }

    @Test
    void aFullQueueIsBusyAndWhatWaitsIsStillCarriedOut() throws InterruptedException {
        holdUp();
        var waiting = IntStream.range(0, QUEUE).mapToObj(i -> post(room, "x")).toList();
        refused(ErrorCode.BUSY, post(room, "one too many"));
        released.countDown();

        waiting.forEach(TestRooms::answer);
        assertThat(rooms.head(room)).contains(new Head(QUEUE + 2, QUEUE + 1));
        answer(post(room, "there is room again"));
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsAcknowledgedAndAfterwardsTheLogGoesOn() {
        away.set(true);
        refused(ErrorCode.UNAVAILABLE, post(room, "x"));
        assertThat(rooms.head(room)).contains(new Head(1, 0));
        away.set(false);

        assertThat(answer(post(room, "x")).message().seq()).isEqualTo(1);
    }

    @Test
    void whatCannotBeCommittedIsNeitherAcknowledgedNorPublished() {
        fullDisk.set(true);
        refused(ErrorCode.UNAVAILABLE, post(room, "x"));
        assertThat(broadcaster.calls()).isEmpty();
        assertThat(rooms.head(room)).contains(new Head(1, 0));
        fullDisk.set(false);

        answer(post(room, "x"));
        assertThat(broadcaster.events(RoomTopics.log(room)))
                .extracting(NumberedEvent::from)
                .containsExactly(1L);
    }

    @Test
    void whatWasMaybeCommittedIsToAskForAgainAndTheHeadsTellIt() {
        everybodyKnowsTheHeads();
        var post = new Command.Post(room, ada, new Draft("same", "x", null));
        lostAnswer.set(true);
        refused(ErrorCode.UNAVAILABLE, log.append(post));
        assertThat(tellHeads())
                .containsExactly(new Current(room.value(), new Head(2, 1), 0, 0, 0, Level.ALL, null, null));
        lostAnswer.set(false);

        assertThat(answer(log.append(post)).repeated()).isTrue();
        assertThat(tellHeads()).hasSize(1);
    }

    @Test
    void whatWasCommittedAndCouldNotBeAnnouncedIsToldByTheHeads() {
        everybodyKnowsTheHeads();
        nameless.set(true);
        refused(ErrorCode.UNAVAILABLE, post(room, "x"));

        assertThat(tellHeads())
                .containsExactly(new Current(room.value(), new Head(2, 1), 0, 0, 0, Level.ALL, null, null));
    }

    @Test
    void aFailureOfTheDatabaseIsLoggedWithoutWhatItQuotes(CapturedOutput output) {
        lostAnswer.set(true);
        refused(ErrorCode.UNAVAILABLE, post(room, "x"));

        assertThat(output).contains("java.sql.SQLException 40003").doesNotContain("a secret");
    }

    @Test
    void whatWasAcceptedIsFinishedBeforeTheEndAndNothingAfterIt() throws InterruptedException {
        holdUp();
        var accepted = IntStream.range(0, 10).mapToObj(i -> post(room, "x")).toList();
        released.countDown();
        log.stop();

        accepted.forEach(stage -> assertThat(stage.toCompletableFuture()).isCompleted());
        refused(ErrorCode.UNAVAILABLE, post(room, "too late"));
        assertThat(rooms.head(room)).contains(new Head(12, 11));
    }

    private void holdUp() throws InterruptedException {
        post(room, "wait");
        reached.await();
    }

    private void everybodyKnowsTheHeads() {
        connected.add(ada.value());
        tellHeads();
    }

    private List<HeadsChanged.Entry> tellHeads() {
        told.clear();
        heads.tell();
        return told.personal(ada.value(), Heads.QUEUE).stream()
                .<HeadsChanged.Entry>flatMap(frame -> ((HeadsChanged) frame).rooms().stream())
                .toList();
    }

    private CompletionStage<Answer> post(RoomId where, String body) {
        return log.append(new Command.Post(where, ada, new Draft(unique("c"), body, null)));
    }

    private void check(RoomId where, AccountId author, Draft draft) {
        if (draft.body().equals("poison")) {
            throw new IllegalStateException("As asked for");
        }
        if (draft.body().equals("wait")) {
            reached.countDown();
            try {
                released.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** The real transactions, of a database that can go away or run out of space. */
    private final class FailingTransactions implements PlatformTransactionManager {

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            if (away.get()) {
                throw new CannotCreateTransactionException("The database is away.");
            }
            return transactions.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            if (fullDisk.get()) {
                transactions.rollback(status);
                throw new UncategorizedSQLException(
                        "commit", null, new SQLException("No space left on device", "53100"));
            }
            transactions.commit(status);
            if (lostAnswer.get()) {
                throw new UncategorizedSQLException(
                        "commit", "insert 'a secret'", new SQLException("Who knows about 'a secret'", "40003"));
            }
        }

        @Override
        public void rollback(TransactionStatus status) {
            transactions.rollback(status);
        }
    }
}

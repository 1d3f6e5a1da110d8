package io.confab.direct;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.TestAccounts;
import io.confab.direct.DirectEvent.DirectRequested;
import io.confab.direct.DirectEvent.ReaderMoved;
import io.confab.message.DirectDetails.Reader;
import io.confab.message.Draft;
import io.confab.message.MessageId;
import io.confab.message.MessageView;
import io.confab.message.Messages;
import io.confab.message.WrittenCursors;
import io.confab.room.ClosedRooms;
import io.confab.room.Members;
import io.confab.room.ReadCursors;
import io.confab.room.RoomAudience;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.Destination;
import io.confab.stomp.RecordingBroadcaster;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@DatabaseTest
class DirectRoomsTests {

    @Autowired
    ReadCursors cursors;

    @Autowired
    ApplicationContext context;

    @Autowired
    DirectRooms directRooms;

    @Autowired
    DirectStreams streams;

    @Autowired
    Privacy privacy;

    @Autowired
    ReadReceipts receipts;

    @Autowired
    RoomAudience audience;

    @Autowired
    ClosedRooms closedRooms;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    Messages messages;

    @Autowired
    Accounts accounts;

    @Autowired
    TestAccounts people;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    DatabaseTest.Invisible invisible;

    AccountId ada;
    AccountId bob;
    AccountId carol;

    @BeforeEach
    void register() {
        ada = person("ada");
        bob = person("bob");
        carol = person("carol");
    }

    @Test
    void isOneRoomForTheSamePeopleWhoeverOpensIt() {
        var opened = directRooms.open(ada, names(bob, carol));

        assertThat(opened.opened()).isTrue();
        assertThat(opened.room().kind()).isEqualTo(RoomKind.DIRECT);
        assertThat(opened.room().name()).isNull();
        assertThat(opened.room().members())
                .extracting("id")
                .containsExactlyInAnyOrder(ada.value(), bob.value(), carol.value());
        assertThat(directRooms.open(carol, names(bob, ada)))
                .returns(false, DirectRooms.Opened::opened)
                .returns(opened.room().id(), again -> again.room().id());
        assertThat(directRooms.open(ada, names(bob)).room().id())
                .isNotEqualTo(opened.room().id());
    }

    @Test
    void isOneRoomForThoseWhoOpenItAtOnce() throws Exception {
        int attempts = 8;
        var start = new CyclicBarrier(attempts);
        var threads = Executors.newFixedThreadPool(attempts);
        var opening = IntStream.range(0, attempts)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            await(start);
                            return i % 2 == 0 ? directRooms.open(ada, names(bob)) : directRooms.open(bob, names(ada));
                        },
                        threads))
                .toList();
        CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        threads.shutdown();

        assertThat(opening.stream().map(answer -> answer.join().room().id()).collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(opening.stream().filter(answer -> answer.join().opened())).hasSize(1);
    }

    @Test
    void doesNotExistForAnybodyElse() {
        var room = open(ada, bob);

        refused(ErrorCode.NOT_FOUND, () -> rooms.view(room, carol));
        refused(ErrorCode.NOT_FOUND, () -> members.list(room, carol, null, 10));
        refused(ErrorCode.NOT_FOUND, () -> members.join(room, carol));
        refused(ErrorCode.NOT_FOUND, () -> members.leave(room, carol));
        var reader = new ReadCursors.Reader(room, carol);
        assertThat(cursors.move(Map.of(reader, new ReadCursors.Move(1, false))).get(reader))
                .extracting(ReadCursors.Moved::refusal)
                .extracting("code")
                .isEqualTo(ErrorCode.NOT_FOUND);
        refused(ErrorCode.NOT_FOUND, () -> post(room, carol, "hello"));
        refused(ErrorCode.NOT_FOUND, () -> directRooms.accept(room, carol));
        refused(ErrorCode.NOT_FOUND, () -> directRooms.decline(room, carol));
        assertThat(rooms.list(ada, "", null, 100).rooms()).extracting("id").doesNotContain(room.value());
        assertThat(streams.streams(carol.value())).isEmpty();
    }

    @Test
    void nobodySubscribesToItsTopics() {
        var room = open(ada, bob);

        refused(ErrorCode.NOT_FOUND, () -> rooms.requireListener(room, ada));
    }

    @Test
    void isLeftOnlyWhereMoreThanTwoAreInIt() {
        refused(ErrorCode.INVALID, () -> members.leave(open(ada, bob), ada));

        var three = new RoomId(directRooms.open(ada, names(bob, carol)).room().id());
        members.leave(three, bob);
        assertThat(streams.streams(bob.value())).doesNotContainKey(RoomTopics.log(three));
        refused(ErrorCode.NOT_FOUND, () -> rooms.view(three, bob));
        assertThat(directRooms.open(ada, names(bob, carol)).room().id())
                .as("a room that somebody left is not theirs any more")
                .isNotEqualTo(three.value());
    }

    @Test
    void isNotOpenedWithOneselfAloneOrWithStrangersToTheServer() {
        refused(ErrorCode.INVALID, () -> directRooms.open(ada, names(ada)));
        refused(ErrorCode.INVALID, () -> directRooms.open(ada, List.of()));
        refused(ErrorCode.NOT_FOUND, () -> directRooms.open(ada, List.of("nobody-at-all")));
    }

    @Test
    void asksWhoSharesNoRoomWithTheFirstMessage() {
        var room = open(ada, bob);
        assertThat(directRooms.requests(bob)).isEmpty();

        post(room, ada, "hello");

        assertThat(directRooms.requests(bob))
                .singleElement()
                .returns(ada.value(), request -> request.from().id())
                .returns(room.value(), request -> request.room().id());
        Awaitility.await()
                .until(() -> broadcaster.personal(bob.value(), Destination.user("notices")).stream()
                        .anyMatch(notice -> notice instanceof DirectRequested));
        post(room, ada, "are you there?");
        assertThat(broadcaster.personal(bob.value(), Destination.user("notices")))
                .hasSize(1);
    }

    @Test
    void asksNobodyWhoSharesARoom() {
        share(ada, bob);
        post(open(ada, bob), ada, "hello");

        assertThat(directRooms.requests(bob)).isEmpty();
    }

    @Test
    void takesFiveMessagesUntilTheRequestIsAccepted() {
        var room = open(ada, bob);
        IntStream.range(0, 5).forEach(i -> post(room, ada, "message " + i));
        refused(ErrorCode.REQUEST_PENDING, () -> post(room, ada, "one more"));
        refused(ErrorCode.REQUEST_PENDING, () -> post(room, bob, "an answer"));

        directRooms.accept(room, bob);

        post(room, ada, "one more");
        post(room, bob, "an answer");
        assertThat(directRooms.requests(bob)).isEmpty();
    }

    @Test
    void takesFiveMessagesOfOneBatchToo() {
        var room = open(ada, bob);

        var answers = IntStream.range(0, 20)
                .mapToObj(i -> messages.post(room, ada, draft("at once")).toCompletableFuture())
                .toList();

        answers.forEach(answer -> answer.exceptionally(refused -> null).join());
        assertThat(answers.stream().filter(answer -> !answer.isCompletedExceptionally()))
                .hasSize(5);
    }

    @Test
    void hidesADeclinedRoomAndTellsTheSenderNothing() {
        var room = open(ada, bob);
        post(room, ada, "hello");

        directRooms.decline(room, bob);

        assertThat(rooms.mine(bob)).isEmpty();
        assertThat(directRooms.requests(bob)).isEmpty();
        assertThat(streams.streams(bob.value())).isEmpty();
        assertThat(rooms.view(room, ada).members()).extracting("id").contains(bob.value());
        assertThat(members.list(room, ada, null, 10).members()).hasSize(2);
        post(room, ada, "still there?");

        assertThat(directRooms.open(bob, names(ada)).opened()).isFalse();
        assertThat(directRooms.requests(bob)).hasSize(1);
        assertThat(streams.streams(bob.value())).containsKey(RoomTopics.log(room));
    }

    @Test
    void acceptsForWhoeverWritesFirst() {
        var room = open(ada, bob);
        post(room, ada, "hello");
        directRooms.decline(room, bob);

        assertThat(answer(directRooms.post(bob, name(ada), draft("hello"))).room())
                .isEqualTo(room.value());

        assertThat(streams.streams(bob.value())).containsKey(RoomTopics.log(room));
        post(room, bob, "hello");
        post(room, ada, "there you are");
    }

    @Test
    void acceptsNothingForWhoeverIsRefused() {
        var room = open(ada, bob);
        post(room, ada, "hello");
        var nothing = new Draft(id(), "hello", new MessageId(Long.MAX_VALUE));

        refused(ErrorCode.NOT_FOUND, () -> answer(directRooms.post(bob, name(ada), nothing)));

        assertThat(directRooms.requests(bob)).hasSize(1);
        refused(ErrorCode.REQUEST_PENDING, () -> post(room, bob, "hello"));
    }

    @Test
    void acceptsNothingForWhomAProgramWrites() {
        var room = open(ada, bob);
        post(room, ada, "hello");
        directRooms.decline(room, bob);

        assertThat(directRooms.openToWrite(bob, name(ada))).isEqualTo(room);

        refused(ErrorCode.REQUEST_PENDING, () -> post(room, bob, "hello"));
        assertThat(rooms.mine(bob)).isEmpty();
    }

    @Test
    void answersWhoIsBlockedLikeWhoWritesToOneThatTakesNothing() {
        var room = open(ada, bob);
        directRooms.accept(room, bob);
        privacy.block(bob, name(ada));
        privacy.change(carol, Acceptance.NOBODY, null);

        var blocked = refused(ErrorCode.NO_DIRECT_MESSAGES, () -> post(room, ada, "hello"));
        var dave = person("dave");
        privacy.block(dave, name(ada));
        var blockedAtOnce = refused(ErrorCode.NO_DIRECT_MESSAGES, () -> directRooms.open(ada, names(dave)));
        var takesNothing = refused(ErrorCode.NO_DIRECT_MESSAGES, () -> directRooms.open(ada, names(carol)));

        assertThat(List.of(blocked.detail(), blockedAtOnce.detail())).containsOnly(takesNothing.detail());
        assertThat(closedRooms.find(Set.of(ada, dave))).isEmpty();
        assertThat(privacy.blocks(bob))
                .extracting(block -> block.account().id())
                .containsExactly(ada.value());
        assertThat(privacy.blocks(ada)).isEmpty();
    }

    @Test
    void whoeverBlocksSomebodyBlocksTheirBots() {
        var bot = people.bot(name(ada) + "-bot", ada);
        open(bot, carol);
        privacy.block(bob, name(ada));

        refused(ErrorCode.NO_DIRECT_MESSAGES, () -> directRooms.open(bot, names(bob)));
    }

    @Test
    void whoeverBlocksSomebodyHearsNothingMoreOfTheirBotInTheRoomThatIsThere() {
        var bot = people.bot(name(ada) + "-bot", ada);
        share(bob, bot);
        var room = open(bob, bot);
        post(room, bot, "hello");
        audience.tell(room, bot, "before");
        privacy.block(bob, name(ada));
        audience.tell(room, bot, "after");
        audience.tell(room, bob, "after");

        refused(ErrorCode.NO_DIRECT_MESSAGES, () -> post(room, bot, "hello again"));
        refused(ErrorCode.FORBIDDEN, () -> post(room, bob, "so there"));
        assertThat(broadcaster.personal(bob.value(), RoomTopics.DIRECT)).containsExactly("before");
        assertThat(broadcaster.personal(bot.value(), RoomTopics.DIRECT)).isEmpty();
        var another = people.bot(name(ada) + "-another", ada);
        refused(ErrorCode.FORBIDDEN, () -> directRooms.open(bob, names(another)));
    }

    @Test
    void whoIsBlockedChangesNothingInTheRoomOfTwo() {
        var room = open(ada, bob);
        directRooms.accept(room, bob);
        var said = post(room, ada, "hello");
        privacy.block(bob, name(ada));

        refused(
                ErrorCode.NO_DIRECT_MESSAGES,
                () -> messages.edit(room, ada, id(), new io.confab.message.MessageId(said.id()), "insult", said.rev())
                        .toCompletableFuture()
                        .join());
        refused(ErrorCode.FORBIDDEN, () -> post(room, bob, "so there"));
        privacy.unblock(bob, name(ada));
        post(room, ada, "hello again");
    }

    @Test
    void showsTypingToTheOtherUnlessOneBlocks() {
        var room = open(ada, bob);
        directRooms.accept(room, bob);

        audience.tell(room, ada, "before");
        privacy.block(bob, name(ada));
        audience.tell(room, ada, "after");

        assertThat(broadcaster.personal(bob.value(), RoomTopics.DIRECT)).containsExactly("before");
        assertThat(broadcaster.personal(ada.value(), RoomTopics.DIRECT))
                .as("an echo that is missing would tell of the block")
                .isEmpty();
    }

    @Test
    void showsNobodyThatWhoeverIsAskedTypes() {
        var room = open(ada, bob);
        post(room, ada, "hello");

        audience.tell(room, bob, "typing");

        assertThat(broadcaster.personal(ada.value(), RoomTopics.DIRECT)).isEmpty();
    }

    @Test
    void blocksTouchNoRoomOfMore() {
        var room = new RoomId(directRooms.open(ada, names(bob, carol)).room().id());
        directRooms.accept(room, bob);
        privacy.block(bob, name(ada));

        post(room, ada, "hello, both");
    }

    @Test
    void takesNothingFromStrangersWhereOnlyASharedRoomCounts() {
        privacy.change(bob, Acceptance.SHARED_ROOM, null);
        refused(ErrorCode.NO_DIRECT_MESSAGES, () -> directRooms.open(ada, names(bob)));

        share(ada, bob);

        assertThat(directRooms.open(ada, names(bob)).opened()).isTrue();
        assertThat(privacy.settings(bob)).isEqualTo(new DirectSettings(Acceptance.SHARED_ROOM, true));
    }

    @Test
    void guestsWriteToThoseWhoShareARoomAndAnswerEverybody() {
        var guest = people.guest("guest-" + id());
        refused(ErrorCode.FORBIDDEN, () -> directRooms.open(guest, names(bob)));
        share(bob, guest);
        assertThat(directRooms.open(guest, names(bob)).opened()).isTrue();

        var room = open(ada, guest);
        post(room, ada, "hello");
        directRooms.accept(room, guest);
        post(room, guest, "hello");
    }

    @Test
    void showsEachOtherHowFarTheyHaveRead() {
        share(ada, bob);
        var room = open(ada, bob);
        post(room, ada, "hello");

        read(room, bob);

        assertThat(receipts.readers(room, ada)).containsExactly(new Reader(bob.value(), 1));
        assertThat(broadcaster.personal(ada.value(), RoomTopics.DIRECT))
                .containsExactly(new ReaderMoved(room.value(), bob.value(), 1));
        assertThat(broadcaster.personal(carol.value(), RoomTopics.DIRECT)).isEmpty();
    }

    @Test
    void whoShowsNothingSeesNothing() {
        share(ada, bob);
        var room = open(ada, bob);
        post(room, ada, "hello");
        privacy.change(bob, null, false);

        read(room, bob);

        assertThat(receipts.readers(room, ada)).isEmpty();
        assertThat(receipts.readers(room, bob)).isEmpty();
        assertThat(broadcaster.personal(ada.value(), RoomTopics.DIRECT)).isEmpty();
        read(room, ada);
        assertThat(broadcaster.personal(bob.value(), RoomTopics.DIRECT)).isEmpty();
    }

    @Test
    void whatIsReadWhileInvisibleIsNotSeen() {
        share(ada, bob);
        var room = open(ada, bob);
        post(room, ada, "hello");
        read(room, bob);
        post(room, ada, "are you there?");
        read(room, ada, 2);
        broadcaster.clear();
        invisible.add(bob);

        read(room, bob, 2);

        assertThat(rooms.open(room, bob).lastRead()).isEqualTo(2);
        assertThat(receipts.readers(room, ada))
                .as("as of somebody who is gone")
                .containsExactly(new Reader(bob.value(), 1));
        assertThat(broadcaster.personal(ada.value(), RoomTopics.DIRECT)).isEmpty();
        assertThat(receipts.readers(room, bob))
                .as("what others show is seen all the same")
                .containsExactly(new Reader(ada.value(), 2));
        invisible.remove(bob);
        post(room, ada, "hello again");
        read(room, bob, 3);
        assertThat(receipts.readers(room, ada)).containsExactly(new Reader(bob.value(), 3));
    }

    @Test
    void aRequestIsReadInPeace() {
        var room = open(ada, bob);
        post(room, ada, "hello");

        read(room, bob);

        assertThat(receipts.readers(room, ada)).isEmpty();
        assertThat(broadcaster.personal(ada.value(), RoomTopics.DIRECT)).isEmpty();
    }

    private RoomId open(AccountId opener, AccountId other) {
        return new RoomId(directRooms.open(opener, names(other)).room().id());
    }

    private void share(AccountId one, AccountId other) {
        var room = new RoomId(
                rooms.create(one, "shared " + id(), RoomKind.PUBLIC, null).id());
        members.join(room, other);
    }

    private MessageView post(RoomId room, AccountId author, String body) {
        return answer(messages.post(room, author, draft(body)));
    }

    private static MessageView answer(CompletionStage<MessageView> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException refused) {
            if (refused.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw new AssertionError(refused);
        } catch (InterruptedException | java.util.concurrent.TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    private static Draft draft(String body) {
        return new Draft(id(), body, null);
    }

    private static Refusal refused(ErrorCode code, ThrowingCallable call) {
        var refusal = catchThrowableOfType(Refusal.class, () -> {
            try {
                call.call();
            } catch (java.util.concurrent.CompletionException wrapped) {
                throw wrapped.getCause();
            }
        });
        assertThat(refusal).returns(code, Refusal::code);
        return refusal;
    }

    private AccountId person(String name) {
        return people.person(name + "-" + id());
    }

    private List<String> names(AccountId... of) {
        return java.util.Arrays.stream(of).map(this::name).toList();
    }

    private String name(AccountId account) {
        return accounts.view(account).username();
    }

    private static String id() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private void read(RoomId room, AccountId account) {
        read(room, account, 1);
    }

    private void read(RoomId room, AccountId account, long seq) {
        messages.read(room, account, seq, false);
        WrittenCursors.in(context);
    }
}

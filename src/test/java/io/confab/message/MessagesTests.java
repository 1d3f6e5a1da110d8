package io.confab.message;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.audit.Actor;
import io.confab.message.History.Position;
import io.confab.message.MessageEvent.MessageDeleted;
import io.confab.message.MessageEvent.MessagePosted;
import io.confab.room.Epoch;
import io.confab.room.MemberView;
import io.confab.room.Members;
import io.confab.room.Role;
import io.confab.room.RoomChange;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import io.confab.stomp.NumberedEvent;
import io.confab.stomp.RecordingBroadcaster;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.confab.message.TestRooms.answer;
import static io.confab.message.TestRooms.refused;
import static io.confab.message.TestRooms.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
class MessagesTests {

    @Autowired
    Messages messages;

    @Autowired
    RoomLog log;

    @Autowired
    Reading reading;

    @Autowired
    History history;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    TestRooms world;

    @Autowired
    Epoch epoch;

    @Autowired
    TestClock clock;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    RoomStream stream;

    @Autowired
    JdbcClient jdbc;

    AccountId ada;
    AccountId bob;
    RoomId room;

    @BeforeEach
    void aRoom() {
        ada = world.person("ada");
        bob = world.person("bob");
        room = world.room(RoomKind.PUBLIC, ada, bob);
    }

    @Test
    void aPostTakesTheNextPlaceAndTheNextRevAndIsTold() {
        var first = post(ada, "hello");
        var second = post(bob, "hello yourself");

        assertThat(first).returns(1L, MessageView::seq).returns(3L, MessageView::rev);
        assertThat(second).returns(2L, MessageView::seq).returns(4L, MessageView::rev);
        assertThat(second.author()).extracting(AccountView::id).isEqualTo(bob.value());
        assertThat(frames().get(1)).isEqualTo(new MessagePosted(room.value(), 2, 3, first));
        assertThat(frames().get(2)).isEqualTo(new MessagePosted(room.value(), 3, 4, second));
    }

    @Test
    void whatIsReadIsWhatWasAnswered() {
        var first = post(ada, "日本語 \uD83D\uDE80\r\n\"quoted\"");
        clock.advance(Duration.ofMillis(1));
        var second = post(bob, "x".repeat(4000), first);
        react(ada, first, "👍", ReactionChange.ADD);
        first = react(bob, first, "👍", ReactionChange.ADD);

        assertThat(page(Position.NEWEST, 0, 10)).containsExactly(second, first);
    }

    @Test
    void aRepeatedPostIsAnsweredLikeTheFirstTimeAndNotTold() {
        var draft = new Draft("same", "hello", null);
        var first = answer(messages.submitPost(room, ada, draft));
        var frames = frames().size();
        var again = answer(messages.submitPost(room, ada, new Draft("same", "something else", null)));

        assertThat(first.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
        assertThat(again.message()).isEqualTo(first.message());
        assertThat(frames()).hasSize(frames);
        assertThat(answer(messages.post(room, bob, draft)).id())
                .isNotEqualTo(first.message().id());
    }

    @Test
    void aRepeatedPostIsAnsweredAlsoWhenItWouldBeRefusedByNow() {
        var draft = new Draft("same", "hello", null);
        // Past the quick check, which would remember bob for a while.
        var first = answer(log.append(new Command.Post(room, bob, draft))).message();
        members.leave(room, bob);
        rooms.change(room, ada, new RoomChange(null, null, true, null, null, null));

        assertThat(answer(messages.post(room, bob, draft))).isEqualTo(first);
        refused(ErrorCode.NOT_A_MEMBER, messages.post(room, bob, new Draft("another", "hello", null)));
    }

    @Test
    void aRepeatedReactionIsNotCarriedOutAfterItsContrary() {
        var message = post(ada, "hello");
        var add = messages.react(room, bob, "add", id(message), "👍", ReactionChange.ADD);
        assertThat(answer(add).reactions()).hasSize(1);
        answer(messages.react(room, bob, "remove", id(message), "👍", ReactionChange.REMOVE));

        var again = answer(messages.react(room, bob, "add", id(message), "👍", ReactionChange.ADD));
        assertThat(again.reactions()).isEmpty();
        refused(ErrorCode.INVALID, messages.delete(new Actor(bob.value(), null), room, "add", id(message), null));
    }

    @Test
    void aReplyKnowsThePlaceOfItsOriginal() {
        var original = post(ada, "hello");
        var reply = post(bob, "hello yourself", original);
        var elsewhere = world.room(RoomKind.PUBLIC, ada);

        assertThat(reply).returns(original.id(), MessageView::replyTo).returns(1L, MessageView::replyToSeq);
        refused(ErrorCode.NOT_FOUND, messages.post(elsewhere, ada, new Draft("r", "x", id(original))));
        refused(ErrorCode.NOT_FOUND, messages.post(room, ada, new Draft("r", "x", new MessageId(Long.MAX_VALUE))));
    }

    @Test
    void onlyTheAuthorEditsAndOnlyWhatTheySaw() {
        var message = post(ada, "hello");
        var edited = answer(messages.edit(room, ada, "e1", id(message), "hello!", message.rev()));

        assertThat(edited).returns("hello!", MessageView::body).returns(message.rev() + 1, MessageView::rev);
        assertThat(edited.editedAt()).isNotNull();
        refused(ErrorCode.STALE, messages.edit(room, ada, "e2", id(message), "hello?", message.rev()));
        refused(ErrorCode.FORBIDDEN, messages.edit(room, bob, "e3", id(message), "mine", edited.rev()));
        assertThat(answer(messages.edit(room, ada, "e1", id(message), "hello!", message.rev())))
                .isEqualTo(edited);
    }

    @Test
    void aReactionInBetweenDoesNotMakeAnEditStale() {
        var message = post(ada, "hello");
        react(bob, message, "👍", ReactionChange.ADD);

        assertThat(answer(messages.edit(room, ada, "e", id(message), "hello!", message.rev()))
                        .reactions())
                .hasSize(1);
    }

    @Test
    void aDeletedMessageKeepsItsPlaceAndSaysNothing() {
        var message = post(ada, "secret");
        react(bob, message, "👍", ReactionChange.ADD);
        var deleted = answer(messages.delete(new Actor(ada.value(), null), room, "d", id(message), null));

        assertThat(deleted)
                .returns("", MessageView::body)
                .returns(1L, MessageView::seq)
                .returns(List.of(), MessageView::reactions);
        assertThat(deleted.deletedAt()).isNotNull();
        assertThat(page(Position.NEWEST, 0, 10)).containsExactly(deleted);
        assertThat(jdbc.sql("select count(*) from message where body like '%secret%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(last()).isInstanceOf(MessageDeleted.class);
        refused(ErrorCode.NOT_FOUND, messages.edit(room, ada, "e", id(message), "back", deleted.rev()));
        refused(ErrorCode.NOT_FOUND, messages.react(room, ada, "r", id(message), "👍", ReactionChange.ADD));
        assertThat(answer(messages.delete(new Actor(ada.value(), null), room, "d2", id(message), null))
                        .rev())
                .isEqualTo(deleted.rev());
    }

    @Test
    void moderatorsAndAdministratorsDeleteWhatOthersSaid() {
        var adas = post(ada, "one");
        var bobs = post(bob, "two");
        refused(ErrorCode.FORBIDDEN, messages.delete(new Actor(bob.value(), null), room, "d", id(adas), null));

        assertThat(answer(messages.delete(new Actor(ada.value(), null), room, "d", id(bobs), null))
                        .deletedAt())
                .isNotNull();
        assertThat(answer(messages.delete(new Actor(world.administrator().value(), null), room, "d", id(adas), null))
                        .deletedAt())
                .isNotNull();
    }

    @Test
    void aReactionIsAStateThatNeedsNoSecondChange() {
        var message = post(ada, "hello");
        var once = react(bob, message, "👍", ReactionChange.ADD);
        var twice = react(bob, message, "👍", ReactionChange.ADD);
        var gone = react(bob, message, "👍", ReactionChange.REMOVE);

        assertThat(twice).isEqualTo(once);
        assertThat(gone.reactions()).isEmpty();
        assertThat(react(bob, message, "👍", ReactionChange.REMOVE)).isEqualTo(gone);
        assertThat(once.reactions()).singleElement().returns(1, ReactionView::count);
    }

    @Test
    void aMessageBearsOnlySoManyDifferentReactions() {
        var message = post(ada, "hello");
        IntStream.range(0, 20).forEach(i -> react(bob, message, Character.toString(0x1F600 + i), ReactionChange.ADD));

        refused(ErrorCode.INVALID, messages.react(room, bob, "r", id(message), "👍", ReactionChange.ADD));
        assertThat(react(ada, message, "\uD83D\uDE00", ReactionChange.ADD).reactions())
                .hasSize(20);
    }

    @Test
    void reactionsNameTheFirstTwentyAndCountAll() {
        var message = post(ada, "hello");
        var many = IntStream.range(0, 22).mapToObj(i -> world.person("p")).toList();
        for (var person : many) {
            members.join(room, person);
            react(person, message, "🎉", ReactionChange.ADD);
        }

        var reaction = page(Position.NEWEST, 0, 1).get(0).reactions().get(0);
        assertThat(reaction.count()).isEqualTo(22);
        assertThat(reaction.accounts())
                .extracting(AccountView::id)
                .containsExactlyElementsOf(
                        many.subList(0, 20).stream().map(AccountId::value).toList());
    }

    @Test
    void onlyMembersWrite() {
        var carol = world.person("carol");
        var hidden = world.room(RoomKind.PRIVATE, ada);
        var message = post(ada, "hello");

        refused(ErrorCode.NOT_A_MEMBER, messages.post(room, carol, new Draft("c", "x", null)));
        refused(ErrorCode.NOT_A_MEMBER, messages.react(room, carol, "c", id(message), "👍", ReactionChange.ADD));
        refused(ErrorCode.FORBIDDEN, messages.delete(new Actor(carol.value(), null), room, "c", id(message), null));
        refused(ErrorCode.NOT_FOUND, messages.post(hidden, carol, new Draft("c", "x", null)));
        refused(ErrorCode.NOT_FOUND, messages.delete(new Actor(carol.value(), null), hidden, "c", id(message), null));
        refused(ErrorCode.NOT_FOUND, messages.post(new RoomId(999_999), ada, new Draft("c", "x", null)));
    }

    @Test
    void whoeverLeftIsFoundOutUnderTheLockAtTheLatest() {
        post(bob, "hello");
        members.leave(room, bob);
        refused(ErrorCode.NOT_A_MEMBER, messages.post(room, bob, new Draft("c", "x", null)));
        members.join(room, bob);
        rooms.change(room, ada, new RoomChange(null, null, true, null, null, null));
        refused(ErrorCode.ROOM_ARCHIVED, messages.post(room, bob, new Draft("c", "x", null)));
    }

    @Test
    void theTimeOfAMessageNeverGoesBack() {
        var first = post(ada, "one");
        clock.advance(Duration.ofHours(-1));
        var second = post(ada, "two");
        clock.advance(Duration.ofHours(2));

        assertThat(second.createdAt()).isEqualTo(first.createdAt());
        assertThat(post(ada, "three").createdAt()).isEqualTo(clock.instant());
    }

    @Test
    void changesAreWhatARevDoesNotHaveYet() {
        var first = post(ada, "one");
        var second = post(ada, "two");
        var edited = answer(messages.edit(room, ada, "e", id(first), "one!", first.rev()));
        members.leave(room, bob);
        rooms.change(room, ada, new RoomChange(null, "about", null, null, null, null));

        var changes = history.changes(room, ada, first.rev(), epoch.current());
        assertThat(changes.reset()).isFalse();
        assertThat(changes.messages()).containsExactly(second, edited);
        assertThat(changes.members())
                .singleElement()
                .extracting(MemberView::leftAt)
                .isNotNull();
        assertThat(changes.roomState()).isNotNull().returns("about", state -> state.description());
        assertThat(history.changes(room, ada, changes.rev(), epoch.current()))
                .isEqualTo(new Changes(epoch.current(), changes.rev(), false, List.of(), List.of(), null));
    }

    @Test
    void aMembershipThatChangedBetweenMessagesIsAmongTheChanges() {
        var first = post(ada, "one");
        members.leave(room, bob);
        var second = post(ada, "two");

        var changes = history.changes(room, ada, first.rev(), epoch.current());

        assertThat(changes.messages()).containsExactly(second);
        assertThat(changes.members()).hasSize(1);
        assertThat(history.changes(room, ada, second.rev() - 1, epoch.current()).members())
                .isEmpty();
    }

    @Test
    void anotherEpochOrARevBeyondTheHeadMeansStartAnew() {
        var message = post(ada, "one");

        assertThat(history.changes(room, ada, 1, epoch.current() + 1))
                .isEqualTo(Changes.reset(epoch.current(), message.rev()));
        assertThat(history.changes(room, ada, message.rev() + 1, epoch.current())
                        .reset())
                .isTrue();
    }

    @Test
    void moreThanFiveHundredChangesMeanStartAnewButNotForANode() {
        var posts = IntStream.range(0, 501)
                .mapToObj(i -> messages.post(room, ada, new Draft("c" + i, "x", null)))
                .toList();
        posts.forEach(TestRooms::answer);

        assertThat(history.changes(room, ada, 2, epoch.current()).reset()).isTrue();
        assertThat(history.changes(room, ada, 3, epoch.current()).messages()).hasSize(500);
        var event = stream.since(RoomTopics.log(room), 2);
        assertThat(event).returns(2L, NumberedEvent::from).returns(503L, NumberedEvent::rev);
        assertThat(event.body())
                .isInstanceOfSatisfying(
                        MessageEvent.RoomChanges.class,
                        changes -> assertThat(changes.messages()).hasSize(501));
        assertThat(stream.heads(List.of(RoomTopics.log(room)))).containsEntry(RoomTopics.log(room), 503L);
    }

    @Test
    void whoeverReadsAGapEndsTheSubscriptionsOfThoseWhoMayNotReadWhatFollows() {
        members.leave(room, bob);
        broadcaster.clear();
        stream.since(RoomTopics.log(room), 1);
        assertThat(broadcaster.revoked(bob.value())).isEmpty();

        jdbc.sql("update room set kind = 'PRIVATE' where id = ?")
                .param(room.value())
                .update();
        stream.since(RoomTopics.log(room), 1);
        assertThat(broadcaster.revoked(bob.value())).containsExactly(RoomTopics.log(room), RoomTopics.presence(room));
        assertThat(broadcaster.revoked(ada.value())).isEmpty();
    }

    @Test
    void historyIsPagedBySeq() {
        IntStream.rangeClosed(1, 9).forEach(i -> post(ada, "m" + i));

        assertThat(seqs(Position.NEWEST, 0, 3)).containsExactly(9L, 8L, 7L);
        assertThat(seqs(Position.BEFORE, 7, 3)).containsExactly(6L, 5L, 4L);
        assertThat(seqs(Position.AFTER, 4, 3)).containsExactly(7L, 6L, 5L);
        assertThat(seqs(Position.AROUND, 5, 4)).containsExactly(7L, 6L, 5L, 4L);
        assertThat(seqs(Position.BEFORE, 1, 3)).isEmpty();
    }

    @Test
    void aPrivateRoomIsNotReadByOthers() {
        var hidden = world.room(RoomKind.PRIVATE, ada);

        notFound(() -> history.page(hidden, bob, Position.NEWEST, 0, 10));
        notFound(() -> history.changes(hidden, bob, 0, epoch.current()));
        notFound(() -> history.open(hidden, bob));
    }

    @Test
    void theCursorGoesForwardNeverBeyondTheHeadAndBackOnlyWhenAsked() {
        IntStream.rangeClosed(1, 3).forEach(i -> post(ada, "m" + i));
        read(bob, 2, false);
        read(bob, 1, false);
        assertThat(lastRead(bob)).isEqualTo(2);
        read(bob, 99, false);
        assertThat(lastRead(bob)).isEqualTo(3);
        read(bob, 1, true);
        assertThat(lastRead(bob)).isEqualTo(1);
    }

    @Test
    void unreadIsWhatOthersSaidAfterTheCursorAndIsStillThere() {
        post(bob, "mine");
        var second = post(ada, "two");
        post(ada, "three");
        assertThat(sync(bob).unread()).isEqualTo(2);
        answer(messages.delete(new Actor(ada.value(), null), room, "d", id(second), null));
        assertThat(sync(bob).unread()).isEqualTo(1);
        read(bob, 3, false);
        assertThat(sync(bob)).returns(0, History.Sync.Entry::unread).returns(3L, History.Sync.Entry::lastRead);
        IntStream.range(0, 120)
                .mapToObj(i -> messages.post(room, ada, new Draft("many" + i, "x", null)))
                .toList()
                .forEach(TestRooms::answer);
        assertThat(sync(bob).unread()).isEqualTo(100);
    }

    @Test
    void whatWasSaidBeforeOneCameCountsAsRead() {
        post(ada, "old");
        var carol = world.person("carol");
        members.join(room, carol);

        assertThat(sync(carol)).returns(0, History.Sync.Entry::unread).returns(1L, History.Sync.Entry::lastRead);
    }

    @Test
    void openingARoomGivesAllThatItTakesToShowIt() {
        IntStream.rangeClosed(1, 51).forEach(i -> post(ada, "m" + i));

        var opening = history.open(room, bob);
        assertThat(opening.messages()).hasSize(50);
        assertThat(opening.messages().get(0).seq()).isEqualTo(51);
        assertThat(opening.rev()).isEqualTo(53);
        assertThat(opening.membership()).isNotNull().returns(Role.MEMBER, MemberView::role);
        assertThat(history.open(room, world.person("carol")).membership()).isNull();
    }

    private void read(AccountId reader, long seq, boolean unread) {
        messages.read(room, reader, seq, unread);
        reading.write();
    }

    private MessageView post(AccountId author, String body) {
        return answer(messages.post(room, author, new Draft(unique("c"), body, null)));
    }

    private MessageView post(AccountId author, String body, MessageView original) {
        return answer(messages.post(room, author, new Draft(unique("c"), body, id(original))));
    }

    private MessageView react(AccountId account, MessageView message, String emoji, ReactionChange change) {
        return answer(messages.react(room, account, unique("r"), id(message), emoji, change));
    }

    private List<Object> frames() {
        return broadcaster.events(RoomTopics.log(room)).stream()
                .map(NumberedEvent::body)
                .toList();
    }

    private Object last() {
        var frames = frames();
        return frames.get(frames.size() - 1);
    }

    private List<MessageView> page(Position position, long seq, int limit) {
        return history.page(room, ada, position, seq, limit).messages();
    }

    private List<Long> seqs(Position position, long seq, int limit) {
        return page(position, seq, limit).stream().map(MessageView::seq).toList();
    }

    private History.Sync.Entry sync(AccountId account) {
        return history.sync(account).rooms().stream()
                .filter(entry -> entry.room().id() == room.value())
                .findAny()
                .orElseThrow();
    }

    private long lastRead(AccountId account) {
        return history.open(room, account).lastRead();
    }

    private static MessageId id(MessageView message) {
        return new MessageId(message.id());
    }

    private static void notFound(ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).returns(ErrorCode.NOT_FOUND, Refusal::code);
    }
}

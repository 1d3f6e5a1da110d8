package io.confab.message;

import java.time.Duration;
import java.util.List;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.audit.Actor;
import io.confab.audit.AuditEntry;
import io.confab.audit.AuditFilter;
import io.confab.audit.AuditTrail;
import io.confab.message.MessageEvent.MessageDeleted;
import io.confab.message.MessageEvent.MessagePinned;
import io.confab.message.MessageEvent.MessageRestored;
import io.confab.room.Members;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomTopics;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import io.confab.stomp.RecordingBroadcaster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.confab.message.TestRooms.answer;
import static io.confab.message.TestRooms.refused;
import static io.confab.message.TestRooms.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
class RemovalTests {

    @Autowired
    TestRooms world;

    @Autowired
    TestAccounts people;

    @Autowired
    Members members;

    @Autowired
    Messages messages;

    @Autowired
    Removals removals;

    @Autowired
    CatchUp catchUp;

    @Autowired
    AuditTrail trail;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    TestClock clock;

    AccountId owner;
    AccountId bob;
    RoomId room;

    @BeforeEach
    void aRoom() {
        owner = world.person("owner");
        bob = world.person("bob");
        room = world.room(RoomKind.PUBLIC, owner, bob);
    }

    private MessageView post(AccountId author, String body) {
        return answer(messages.post(room, author, new Draft(unique("p"), body, null)));
    }

    private MessageView remove(AccountId by, MessageView message, @Nullable String reason) {
        return answer(messages.delete(actor(by), room, unique("d"), id(message), reason));
    }

    private MessageView pin(AccountId by, MessageView message, PinChange change) {
        return answer(messages.pin(actor(by), room, unique("pin"), id(message), change));
    }

    private MessageView react(AccountId by, MessageView message) {
        return answer(messages.react(room, by, unique("r"), id(message), "👍", ReactionChange.ADD));
    }

    private static Actor actor(AccountId account) {
        return new Actor(account.value(), "192.0.2.1");
    }

    private static MessageId id(MessageView message) {
        return new MessageId(message.id());
    }

    private MessageView now(MessageView message) {
        return catchUp.all(room, 0).messages().stream()
                .filter(one -> one.id() == message.id())
                .findFirst()
                .orElseThrow();
    }

    private List<AuditEntry> written(String kind) {
        return trail.page(new AuditFilter(null, null, room.value(), kind, null, null, null), Long.MAX_VALUE, 10);
    }

    private Object lastFrame() {
        var frames = broadcaster.events(RoomTopics.log(room));
        return frames.get(frames.size() - 1).body();
    }

    @Test
    void whatIsTakenAwayLeavesATombstoneWithTheReasonAndTheOriginalForModerators() {
        var spam = post(bob, "Buy now, @nobody");
        react(owner, spam);

        var gone = remove(owner, spam, "spam");

        assertThat(gone.body()).isEmpty();
        assertThat(gone.reactions()).isEmpty();
        assertThat(gone.removed()).isEqualTo(new MessageView.RemovedView("spam"));
        assertThat(now(spam)).isEqualTo(gone);
        assertThat(lastFrame()).isEqualTo(new MessageDeleted(room.value(), gone.rev() - 1, gone.rev(), gone));
        assertThat(removals.original(room, owner, id(spam)))
                .returns("Buy now, @nobody", Removals.RemovedMessage::body)
                .returns("spam", Removals.RemovedMessage::reason)
                .returns(clock.instant(), Removals.RemovedMessage::removedAt);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> removals.original(room, bob, id(spam)))
                .returns(ErrorCode.FORBIDDEN, Refusal::code);
        assertThat(written("message.removed")).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(owner.value());
            assertThat(entry.target()).isEqualTo(bob.value());
            assertThat(entry.message()).isEqualTo(spam.id());
            assertThat(entry.reason()).isEqualTo("spam");
            assertThat(entry.address()).isEqualTo("192.0.2.1");
            assertThat(entry.outcome()).isEqualTo(AuditEntry.Outcome.DONE);
        });
    }

    @Test
    void whatItsAuthorDeletesIsGoneForEverybody() {
        var said = post(bob, "hm");
        react(owner, said);
        var gone = remove(bob, said, "changed my mind");

        assertThat(gone.removed()).isNull();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> removals.original(room, owner, id(said)))
                .returns(ErrorCode.NOT_FOUND, Refusal::code);
        assertThat(written("message.removed")).isEmpty();
    }

    @Test
    void whoMayNotTakeAwayIsRefusedAndWrittenDown() {
        var said = post(owner, "mine");

        refused(ErrorCode.FORBIDDEN, messages.delete(actor(bob), room, unique("d"), id(said), "because"));

        assertThat(now(said)).isEqualTo(said);
        assertThat(written("message.removed"))
                .singleElement()
                .returns(AuditEntry.Outcome.REFUSED, AuditEntry::outcome)
                .returns(bob.value(), AuditEntry::actor);
    }

    @Test
    void whatWentWithAPurgeComesBackWithItsReactionsAndMentionsAndNothingElseDoes() {
        var name = unique("carol");
        members.join(room, people.person(name));
        var first = react(owner, post(bob, "one @" + name));
        var second = post(bob, "two");
        var alone = post(bob, "three");
        remove(owner, alone, null);
        var said = removals.said(
                bob,
                room,
                clock.instant().minus(Duration.ofHours(1)),
                clock.instant().plusMillis(1),
                10);
        assertThat(said).extracting(Said::message).containsExactly(id(second), id(first));

        assertThat(removals.remove(actor(owner), said, "raid", 77)).isZero();
        assertThat(now(first).body()).isEmpty();
        assertThat(now(first).mentions()).isNull();
        assertThat(removals.restore(owner, 77)).isZero();

        var back = now(first);
        assertThat(back.body()).isEqualTo(first.body());
        assertThat(back.reactions()).isEqualTo(first.reactions());
        assertThat(back.mentions()).isEqualTo(first.mentions());
        assertThat(back.deletedAt()).isNull();
        assertThat(back.removed()).isNull();
        assertThat(back.rev()).isGreaterThan(first.rev());
        assertThat(now(second).body()).isEqualTo("two");
        assertThat(now(alone).deletedAt()).isNotNull();
        assertThat(lastFrame()).isInstanceOf(MessageRestored.class);
        assertThat(removals.removed(77)).isEmpty();
    }

    @Test
    void whatIsTakenAwayInTheBatchThatItWasPostedInIsKept() {
        var posted = messages.post(room, bob, new Draft(unique("p"), "quick", null));
        var message = answer(posted);
        var pinned = messages.pin(actor(owner), room, unique("pin"), id(message), PinChange.ADD);
        var removed = messages.delete(actor(owner), room, unique("d"), id(message), "no");
        answer(pinned);

        assertThat(now(answer(removed)).pinned()).isNull();
        assertThat(messages.pinned(room, bob)).isEmpty();
        assertThat(removals.original(room, owner, id(message)).body()).isEqualTo("quick");
    }

    @Test
    void aPinIsAChangeOfTheMessageAndListedNewestFirst() {
        var first = post(bob, "one");
        var second = post(bob, "two");
        pin(owner, second, PinChange.ADD);
        clock.advance(Duration.ofSeconds(1));
        var pinned = pin(owner, first, PinChange.ADD);

        assertThat(pinned.pinned()).isNotNull();
        assertThat(pinned.rev()).isGreaterThan(second.rev());
        assertThat(lastFrame()).isEqualTo(new MessagePinned(room.value(), pinned.rev() - 1, pinned.rev(), pinned));
        assertThat(messages.pinned(room, bob)).extracting(MessageView::id).containsExactly(first.id(), second.id());
        assertThat(pin(owner, first, PinChange.ADD).rev()).isEqualTo(pinned.rev());

        pin(owner, first, PinChange.REMOVE);
        remove(owner, second, null);
        assertThat(messages.pinned(room, bob)).isEmpty();
        assertThat(written("message.pinned")).hasSize(2);
        assertThat(written("message.unpinned")).hasSize(1);
        refused(ErrorCode.FORBIDDEN, messages.pin(actor(bob), room, unique("pin"), id(first), PinChange.ADD));
        assertThat(written("message.pinned")).first().returns(AuditEntry.Outcome.REFUSED, AuditEntry::outcome);
    }

    @Test
    void aRoomHasAtMostFiftyPins() {
        for (int i = 0; i < 50; i++) {
            pin(owner, post(owner, "p" + i), PinChange.ADD);
        }
        var more = post(owner, "one too many");

        refused(ErrorCode.INVALID, messages.pin(actor(owner), room, unique("pin"), id(more), PinChange.ADD));

        pin(owner, messages.pinned(room, owner).get(0), PinChange.REMOVE);
        pin(owner, more, PinChange.ADD);
    }

    @Test
    void anEditedMessageStaysPinned() {
        var said = pin(owner, post(bob, "one"), PinChange.ADD);
        var edited = answer(messages.edit(room, bob, unique("e"), id(said), "two", said.rev()));

        assertThat(edited.pinned()).isEqualTo(said.pinned());
    }
}

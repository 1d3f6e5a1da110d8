package io.confab.message;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.audit.Actor;
import io.confab.room.Members;
import io.confab.room.RoomChange;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DatabaseTest
class RoomModeTests {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final int SLOW = 30;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    Messages messages;

    @Autowired
    TestAccounts people;

    @Autowired
    TestClock clock;

    AccountId owner;
    AccountId bob;
    AccountId ada;
    RoomId room;
    int clientId;

    @BeforeEach
    void aRoom() {
        int number = NAMES.incrementAndGet();
        owner = people.person("mode-owner-" + number);
        bob = people.person("mode-bob-" + number);
        ada = people.person("mode-ada-" + number);
        room = new RoomId(
                rooms.create(owner, "Mode " + number, RoomKind.PUBLIC, null).id());
        members.join(room, bob);
        members.join(room, ada);
    }

    private void mode(@Nullable Boolean locked, @Nullable Boolean announcementsOnly, @Nullable Integer slowSeconds) {
        rooms.change(room, owner, new RoomChange(null, null, null, locked, announcementsOnly, slowSeconds));
    }

    private CompletionStage<MessageView> post(AccountId author) {
        return messages.post(room, author, new Draft("c" + ++clientId, "hello", null));
    }

    private static MessageView done(CompletionStage<MessageView> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Refusal refused(ErrorCode code, CompletionStage<?> stage) {
        var refusal = new Refusal[1];
        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(Refusal.class, cause -> refusal[0] = cause);
        assertThat(refusal[0].code()).isEqualTo(code);
        return refusal[0];
    }

    private CompletionStage<MessageView> react(AccountId account, MessageView message) {
        return messages.react(room, account, "r" + ++clientId, new MessageId(message.id()), "👍", ReactionChange.ADD);
    }

    private CompletionStage<MessageView> edit(AccountId account, MessageView message) {
        return messages.edit(room, account, "e" + ++clientId, new MessageId(message.id()), "other", message.rev());
    }

    private CompletionStage<MessageView> delete(AccountId account, MessageView message) {
        return messages.delete(
                new Actor(account.value(), null), room, "d" + ++clientId, new MessageId(message.id()), null);
    }

    @Test
    void inALockedRoomMembersChangeNothingAndModeratorsDo() {
        var said = done(post(bob));
        mode(true, null, null);

        refused(ErrorCode.ROOM_LOCKED, post(bob));
        refused(ErrorCode.ROOM_LOCKED, edit(bob, said));
        refused(ErrorCode.ROOM_LOCKED, react(bob, said));
        refused(ErrorCode.ROOM_LOCKED, delete(bob, said));
        done(react(owner, done(post(owner))));

        mode(false, null, null);
        done(post(bob));
    }

    @Test
    void whereOnlyAnnouncementsAreMadeMembersReact() {
        mode(null, true, null);

        refused(ErrorCode.ANNOUNCEMENTS_ONLY, post(bob));
        done(react(bob, done(post(owner))));
    }

    @Test
    void whereOnlyAnnouncementsAreMadeMembersTakeBackWhatTheySaidAndDoNotChangeIt() {
        var said = done(post(bob));
        mode(null, true, null);

        refused(ErrorCode.ANNOUNCEMENTS_ONLY, edit(bob, said));
        done(delete(bob, said));
    }

    @Test
    void whatWasSaidBeforeARoomBecameSlowCounts() {
        done(post(ada));
        clock.advance(Duration.ofSeconds(SLOW));
        done(post(bob));
        clock.advance(Duration.ofSeconds(10));
        mode(null, null, SLOW);

        var refusal = refused(ErrorCode.SLOW_MODE, post(bob));
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(SLOW - 10), Duration.ofSeconds(SLOW - 9));
        done(post(ada));
    }

    @Test
    void inASlowRoomAMemberPostsOnceInAWhileToTheMillisecond() {
        mode(null, null, SLOW);
        var said = done(post(bob));

        var refusal = refused(ErrorCode.SLOW_MODE, post(bob));
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(SLOW), Duration.ofSeconds(SLOW + 1));
        done(post(ada));
        done(edit(bob, said));
        done(react(bob, said));
        clock.advance(Duration.ofSeconds(SLOW).minusMillis(1));
        refused(ErrorCode.SLOW_MODE, post(bob));
        clock.advance(Duration.ofMillis(1));
        done(post(bob));
        refused(ErrorCode.SLOW_MODE, post(bob));
    }

    @Test
    void whoModeratesIsNeverSlow() {
        mode(null, null, SLOW);

        done(post(owner));
        done(post(owner));
    }

    @Test
    void deletingWhatOneSaidDoesNotShortenTheWait() {
        mode(null, null, SLOW);
        var said = done(post(bob));
        done(delete(bob, said));

        refused(ErrorCode.SLOW_MODE, post(bob));
    }

    @Test
    void twoPostsThatComeAtOnceAreOne() {
        mode(null, null, SLOW);
        var first = post(bob);
        var second = post(bob);

        done(first);
        refused(ErrorCode.SLOW_MODE, second);
    }

    @Test
    void whoLeavesAndComesBackWaitsAllTheSame() {
        mode(null, null, SLOW);
        done(post(bob));
        members.leave(room, bob);
        members.join(room, bob);

        refused(ErrorCode.SLOW_MODE, post(bob));
    }

    @Test
    void itIsOneChangeOfTheRoomWithTheRest() {
        var before = rooms.view(room, owner);
        var after = rooms.change(room, owner, new RoomChange(null, "about", null, true, true, SLOW));

        assertThat(after.rev()).isEqualTo(before.rev() + 3);
        assertThat(after.mode().lockedAt()).isEqualTo(clock.instant());
        assertThat(after.mode().announcementsOnly()).isTrue();
        assertThat(after.mode().slowSeconds()).isEqualTo(SLOW);
    }

    @Test
    void membersDoNotChangeIt() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> rooms.change(room, bob, new RoomChange(null, null, null, true, null, null)))
                .returns(ErrorCode.FORBIDDEN, Refusal::code);
    }
}

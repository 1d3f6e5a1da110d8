package io.confab.moderation;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.audit.Actor;
import io.confab.audit.AuditEntry;
import io.confab.audit.AuditFilter;
import io.confab.audit.AuditTrail;
import io.confab.message.Draft;
import io.confab.message.Messages;
import io.confab.moderation.SlashCommands.Known;
import io.confab.room.Members;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
@Import(ModerationModule.class)
class SlashCommandsTests {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    SlashCommands commands;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    Messages messages;

    @Autowired
    TestAccounts people;

    @Autowired
    AuditTrail trail;

    @Autowired
    TestClock clock;

    AccountId owner;
    AccountId bob;
    String bobs;
    RoomId room;

    @BeforeEach
    void aRoom() {
        int number = NAMES.incrementAndGet();
        bobs = "slash-bob-" + number;
        owner = people.person("slash-owner-" + number);
        bob = people.person(bobs);
        room = new RoomId(
                rooms.create(owner, "Slash " + number, RoomKind.PUBLIC, null).id());
        members.join(room, bob);
    }

    private void type(AccountId by, String typed) {
        commands.carryOut(new Actor(by.value(), null), room, typed);
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).returns(code, Refusal::code);
    }

    private void post() {
        messages.post(room, bob, new Draft("p" + NAMES.incrementAndGet(), "hello", null))
                .toCompletableFuture()
                .join();
    }

    private void cannotPost(ErrorCode code) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(this::post)
                .havingCause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void aMuteHoldsForAsLongAsItSaysOrUntilItIsLifted() {
        type(owner, "/mute @" + bobs + " 10m too loud");
        cannotPost(ErrorCode.MUTED);
        clock.advance(Duration.ofMinutes(10));
        post();

        type(owner, "/mute @" + bobs + " too loud");
        cannotPost(ErrorCode.MUTED);
        type(owner, "/unmute @" + bobs);
        post();
        refused(ErrorCode.NOT_FOUND, () -> type(owner, "/unmute @" + bobs));
    }

    @Test
    void aRoomIsMadeSlowLockedAndDescribed() {
        type(owner, "/slow 30s");
        post();
        cannotPost(ErrorCode.SLOW_MODE);
        type(owner, "/slow off");
        post();
        type(owner, "/lock");
        cannotPost(ErrorCode.ROOM_LOCKED);
        type(owner, "/unlock");
        post();
        type(owner, "/topic What we do");
        assertThat(rooms.view(room, bob).description()).isEqualTo("What we do");
        refused(ErrorCode.INVALID, () -> type(owner, "/slow 7h"));
    }

    @Test
    void whoIsBannedIsOutUntilTheBanIsLifted() {
        type(owner, "/ban @" + bobs + " spam");
        refused(ErrorCode.BANNED, () -> rooms.requireReader(room, bob));
        type(owner, "/unban @" + bobs);
        rooms.requireReader(room, bob);
    }

    @Test
    void whoMayNotIsRefusedAndWrittenDown() {
        var owners = "slash-owner-" + bobs.substring("slash-bob-".length());

        refused(ErrorCode.FORBIDDEN, () -> type(bob, "/mute @" + owners + " 10m me first"));
        refused(ErrorCode.FORBIDDEN, () -> type(bob, "/lock"));
        refused(ErrorCode.FORBIDDEN, () -> type(bob, "/unmute @" + bobs));
        refused(ErrorCode.FORBIDDEN, () -> type(bob, "/unban @" + owners));

        assertThat(trail.page(new AuditFilter(bob.value(), null, null, null, null, null, null), Long.MAX_VALUE, 10))
                .hasSize(4)
                .allMatch(entry -> entry.outcome() == AuditEntry.Outcome.REFUSED);
        assertThat(rooms.view(room, bob).mode().lockedAt()).isNull();
    }

    @Test
    void oneIsToldWhatOneMayDo() {
        assertThat(commands.known(room, owner)).contains(new Known("mute", "@name [10m] reason", null, null));
        assertThat(commands.known(room, owner)).extracting(Known::name).doesNotContain("invite");
        assertThat(commands.known(room, bob)).isEmpty();

        var hidden = new RoomId(rooms.create(owner, "Hidden slash " + bobs, RoomKind.PRIVATE, null)
                .id());
        assertThat(commands.known(hidden, owner)).extracting(Known::name).contains("invite");
        refused(ErrorCode.NOT_FOUND, () -> commands.known(hidden, bob));
        commands.carryOut(new Actor(owner.value(), null), hidden, "/invite @" + bobs);
        members.join(hidden, bob);
        assertThat(commands.known(hidden, bob)).containsExactly(new Known("invite", "@name", null, null));
    }
}

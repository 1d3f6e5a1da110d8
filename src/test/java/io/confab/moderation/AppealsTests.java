package io.confab.moderation;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.audit.Actor;
import io.confab.audit.AuditEntry;
import io.confab.audit.AuditFilter;
import io.confab.audit.AuditTrail;
import io.confab.moderation.Appeal.Outcome;
import io.confab.moderation.SanctionStore.Filter;
import io.confab.moderation.Sanctions.Order;
import io.confab.room.Members;
import io.confab.room.Role;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import io.confab.stomp.Destination;
import io.confab.stomp.RecordingBroadcaster;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
@Import(ModerationModule.class)
class AppealsTests {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    Appeals appeals;

    @Autowired
    Sanctions sanctions;

    @Autowired
    SlashCommands commands;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    TestAccounts people;

    @Autowired
    AuditTrail trail;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RecordingBroadcaster broadcaster;

    AccountId owner;
    AccountId moderator;
    AccountId bob;
    String bobs;
    RoomId room;

    @BeforeEach
    void aPrivateRoom() {
        int number = NAMES.incrementAndGet();
        bobs = "appeal-bob-" + number;
        owner = people.person("appeal-owner-" + number);
        moderator = people.person("appeal-mod-" + number);
        bob = people.person(bobs);
        room = new RoomId(
                rooms.create(owner, "Appeal " + number, RoomKind.PUBLIC, null).id());
        members.join(room, moderator);
        members.join(room, bob);
        members.changeRole(room, owner, moderator, Role.MODERATOR);
    }

    private SanctionView mute(AccountId by, @Nullable RoomId where) {
        return sanctions.impose(
                actor(by),
                new Order(
                        SanctionKind.MUTE, bobs, where, "noise", clock.instant().plus(Duration.ofHours(1))));
    }

    private static Actor actor(AccountId account) {
        return new Actor(account.value(), null);
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).returns(code, Refusal::code);
    }

    @Test
    void anAppealIsMadeOnceAndBySomebodyWhoIsHeldBack() {
        var mute = mute(moderator, room);

        refused(ErrorCode.NOT_FOUND, () -> appeals.appeal(owner, mute.id(), "not me"));
        var appealed = appeals.appeal(bob, mute.id(), "It was my cat.");
        assertThat(requireNonNull(appealed.appeal()).text()).isEqualTo("It was my cat.");
        refused(ErrorCode.STALE, () -> appeals.appeal(bob, mute.id(), "Really."));

        assertThat(sanctions.page(owner, new Filter(null, room, null, null, true, null), Long.MAX_VALUE, 10))
                .containsExactly(appealed);
        assertThat(sanctions.standing(bob)).containsExactly(appealed);
    }

    @Test
    void whatIsOverIsNotAppealedAgainst() {
        var mute = mute(moderator, room);
        clock.advance(Duration.ofHours(1));

        refused(ErrorCode.STALE, () -> appeals.appeal(bob, mute.id(), "It was my cat."));
    }

    @Test
    void somebodyElseAnswersAndLiftsItWithTheAnswer() {
        var mute = mute(moderator, room);
        appeals.appeal(bob, mute.id(), "It was my cat.");

        refused(ErrorCode.FORBIDDEN, () -> appeals.answer(actor(moderator), mute.id(), Outcome.UPHELD, "no"));
        refused(ErrorCode.FORBIDDEN, () -> appeals.answer(actor(bob), mute.id(), Outcome.LIFTED, "yes"));
        var answered = appeals.answer(actor(owner), mute.id(), Outcome.LIFTED, "Cats do that.");

        assertThat(answered.liftedAt()).isEqualTo(clock.instant());
        assertThat(requireNonNull(requireNonNull(answered.appeal()).answer()))
                .returns(Outcome.LIFTED, SanctionView.AnswerView::outcome)
                .returns("Cats do that.", SanctionView.AnswerView::text);
        assertThat(sanctions.standing(bob)).isEmpty();
        refused(ErrorCode.STALE, () -> appeals.answer(actor(owner), mute.id(), Outcome.UPHELD, "no"));
        assertThat(trail.page(
                        new AuditFilter(null, bob.value(), null, "appeal.answered", null, null, null),
                        Long.MAX_VALUE,
                        10))
                .extracting(AuditEntry::outcome)
                .containsExactly(AuditEntry.Outcome.DONE, AuditEntry.Outcome.REFUSED, AuditEntry.Outcome.REFUSED);
    }

    @Test
    void whoDecidedAnswersWhereThereIsNobodyElse() {
        var hidden = new RoomId(
                rooms.create(owner, "Alone " + bobs, RoomKind.PRIVATE, null).id());
        invite(hidden);
        var mute = mute(owner, hidden);
        appeals.appeal(bob, mute.id(), "It was my cat.");

        var answered = appeals.answer(actor(owner), mute.id(), Outcome.UPHELD, "No, it was not.");

        assertThat(answered.liftedAt()).isNull();
        assertThat(sanctions.standing(bob)).containsExactly(answered);
    }

    private void invite(RoomId hidden) {
        commands.carryOut(actor(owner), hidden, "/invite @" + bobs);
        members.join(hidden, bob);
    }

    @Test
    void onTheServerItIsTheServersModeratorsWhoAnswer() {
        var one = people.moderator("appeal-staff-" + bobs);
        var other = people.moderator("appeal-other-" + bobs);
        var ban = sanctions.impose(actor(one), new Order(SanctionKind.BAN, bobs, null, "spam", null));
        refused(ErrorCode.NOT_FOUND, () -> appeals.appealBan(owner, "I was hacked."));
        appeals.appealBan(bob, "I was hacked.");

        refused(ErrorCode.FORBIDDEN, () -> appeals.answer(actor(owner), ban.id(), Outcome.LIFTED, "yes"));
        refused(ErrorCode.FORBIDDEN, () -> appeals.answer(actor(one), ban.id(), Outcome.LIFTED, "yes"));
        appeals.answer(actor(other), ban.id(), Outcome.LIFTED, "Welcome back.");

        assertThat(sanctions.standing(bob)).isEmpty();
    }

    @Test
    void whoIsBannedSeesWhatKeepsThemOutAndTheAnswerToTheirAppeal() {
        var one = people.moderator("appeal-first-" + bobs);
        var other = people.moderator("appeal-second-" + bobs);
        refused(ErrorCode.NOT_FOUND, () -> appeals.ban(bob));
        mute(owner, room);
        refused(ErrorCode.NOT_FOUND, () -> appeals.ban(bob));

        var ban = sanctions.impose(actor(one), new Order(SanctionKind.BAN, bobs, null, "spam", null));
        assertThat(appeals.ban(bob)).isEqualTo(ban);
        appeals.appealBan(bob, "I was hacked.");
        var answered = appeals.answer(actor(other), ban.id(), Outcome.UPHELD, "By whom?");

        assertThat(appeals.ban(bob)).isEqualTo(answered);
        assertThat(requireNonNull(requireNonNull(answered.appeal()).answer()).text())
                .isEqualTo("By whom?");
    }

    @Test
    void whoMayOnlyReadAnswersNothing() {
        var one = people.moderator("appeal-one-" + bobs);
        var other = people.moderator("appeal-reader-" + bobs);
        var ban = sanctions.impose(actor(one), new Order(SanctionKind.BAN, bobs, null, "spam", null));
        appeals.appealBan(bob, "I was hacked.");
        hold(other, "read_only_until");

        refused(ErrorCode.READ_ONLY, () -> appeals.answer(actor(other), ban.id(), Outcome.UPHELD, "no"));
        refused(ErrorCode.READ_ONLY, () -> appeals.answer(actor(other), ban.id(), Outcome.LIFTED, "yes"));
    }

    private void hold(AccountId account, String column) {
        jdbc.sql("update account set " + column + " = ? where id = ?")
                .params(clock.instant().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC), account.value())
                .update();
    }

    @Test
    void whoDecidedAnswersWhereTheOthersRankTooLow() {
        var hidden = privateRoom();
        members.join(hidden, invited(hidden, moderator, bobs.replace("bob", "mod")));
        members.changeRole(hidden, owner, moderator, Role.MODERATOR);
        var peer = people.person("appeal-peer-" + bobs);
        members.join(hidden, invited(hidden, peer, "appeal-peer-" + bobs));
        members.changeRole(hidden, owner, peer, Role.MODERATOR);
        var mute = sanctions.impose(
                actor(owner), new Order(SanctionKind.MUTE, "appeal-peer-" + bobs, hidden, "noise", null));
        appeals.appeal(peer, mute.id(), "It was my cat.");

        assertThat(appeals.answer(actor(owner), mute.id(), Outcome.UPHELD, "No.")
                        .appeal())
                .isNotNull();
    }

    @Test
    void whoDecidedAnswersWhereTheOthersAreNotThereToDoIt() {
        var disabled = member("disabled");
        var banned = member("banned");
        var readOnly = member("reader");
        var kept = member("kept");
        jdbc.sql("update account set disabled_at = created_at where id = ?")
                .param(disabled.value())
                .update();
        hold(banned, "banned_until");
        hold(readOnly, "read_only_until");
        var hidden = requireNonNull(alone);
        jdbc.sql("update membership set read_only_until = ? where account = ? and room = ?")
                .params(clock.instant().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC), kept.value(), hidden.value())
                .update();
        invite(hidden);
        var mute = mute(owner, hidden);
        appeals.appeal(bob, mute.id(), "It was my cat.");

        var answered = appeals.answer(actor(owner), mute.id(), Outcome.UPHELD, "No, it was not.");

        assertThat(requireNonNull(answered.appeal()).answer()).isNotNull();
    }

    private @Nullable RoomId alone;

    /** Somebody who moderates the private room of the owner. */
    private AccountId member(String name) {
        var hidden = alone == null ? privateRoom() : alone;
        alone = hidden;
        var username = "appeal-" + name + "-" + bobs;
        var account = people.person(username);
        members.join(hidden, invited(hidden, account, username));
        members.changeRole(hidden, owner, account, Role.MODERATOR);
        return account;
    }

    private RoomId privateRoom() {
        return new RoomId(rooms.create(owner, "Alone " + NAMES.incrementAndGet(), RoomKind.PRIVATE, null)
                .id());
    }

    private AccountId invited(RoomId hidden, AccountId account, String username) {
        commands.carryOut(actor(owner), hidden, "/invite @" + username);
        return account;
    }

    @Test
    void onTheServerWhoIsHeldBackIsNobodyElse() {
        jdbc.sql("update account set role = 'USER'").update();
        var one = people.moderator("appeal-only-" + bobs);
        hold(people.moderator("appeal-banned-" + bobs), "banned_until");
        hold(people.administrator("appeal-reads-" + bobs), "read_only_until");
        var ban = sanctions.impose(actor(one), new Order(SanctionKind.BAN, bobs, null, "spam", null));
        appeals.appealBan(bob, "I was hacked.");

        appeals.answer(actor(one), ban.id(), Outcome.LIFTED, "So you were.");

        assertThat(sanctions.standing(bob)).isEmpty();
    }

    @Test
    void anAppealThatWaitsGoesOnAgainstWhatReplacesTheSanction() {
        var first = mute(moderator, room);
        appeals.appeal(bob, first.id(), "It was my cat.");
        var second = mute(moderator, room);

        assertThat(requireNonNull(second.appeal()).text()).isEqualTo("It was my cat.");
        assertThat(sanctions.page(owner, new Filter(null, room, null, null, true, null), Long.MAX_VALUE, 10))
                .extracting(SanctionView::id)
                .containsExactly(second.id());
        refused(ErrorCode.STALE, () -> appeals.answer(actor(owner), first.id(), Outcome.LIFTED, "yes"));
        refused(ErrorCode.FORBIDDEN, () -> appeals.answer(actor(moderator), second.id(), Outcome.UPHELD, "no"));
        appeals.answer(actor(owner), second.id(), Outcome.LIFTED, "Cats do that.");

        assertThat(sanctions.standing(bob)).isEmpty();
    }

    @Test
    void anAppealThatWasAnsweredStaysWhereItWas() {
        var first = mute(moderator, room);
        appeals.appeal(bob, first.id(), "It was my cat.");
        appeals.answer(actor(owner), first.id(), Outcome.UPHELD, "No, it was not.");

        assertThat(mute(moderator, room).appeal()).isNull();
        assertThat(sanctions.page(owner, new Filter(bob, room, null, false, null, null), Long.MAX_VALUE, 10))
                .allMatch(former -> former.appeal() != null);
    }

    @Test
    void anAppealGoesToTheCaseThatTheSanctionCameOf() {
        broadcaster.expect(Destination.topic("admin", "cases"));
        broadcaster.expect(RoomTopics.moderation(room));
        long id = caseAbout(bob);
        refused(
                ErrorCode.INVALID,
                () -> sanctions.impose(
                        actor(owner),
                        new Order(SanctionKind.MUTE, "appeal-mod-" + NAMES.get(), room, "noise", null, id)));
        var mute = sanctions.impose(actor(owner), new Order(SanctionKind.MUTE, bobs, room, "noise", null, id));
        jdbc.sql("update moderation_case set state = 'RESOLVED', closed_at = opened_at, open_key = null where id = ?")
                .param(id)
                .update();
        assertThat(sanctions.page(owner, new Filter(null, room, null, null, null, id), Long.MAX_VALUE, 10))
                .containsExactly(mute);

        appeals.appeal(bob, mute.id(), "It was my cat.");

        assertThat(jdbc.sql("select state from moderation_case where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("OPEN");
    }

    private long caseAbout(AccountId subject) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into moderation_case (subject, room, state, opened_at, open_key) values (?, ?, 'OPEN', ?, ?)")
                .params(
                        subject.value(),
                        room.value(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        "account " + subject.value())
                .update(key, "id");
        return requireNonNull(key.getKey()).longValue();
    }
}

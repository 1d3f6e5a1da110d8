package io.confab.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.Restriction;
import io.confab.account.TestAccounts;
import io.confab.audit.Actor;
import io.confab.audit.AuditEntry;
import io.confab.audit.AuditEntry.Outcome;
import io.confab.audit.AuditFilter;
import io.confab.audit.AuditTrail;
import io.confab.message.Draft;
import io.confab.message.MessageId;
import io.confab.message.MessageView;
import io.confab.message.Messages;
import io.confab.message.ReactionChange;
import io.confab.moderation.SanctionStore.Filter;
import io.confab.moderation.Sanctions.Order;
import io.confab.room.MemberView;
import io.confab.room.Members;
import io.confab.room.Role;
import io.confab.room.RoomEvent.MemberChanged;
import io.confab.room.RoomEvent.MemberRemoved;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomRestrictions;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.room.TestInvitations;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import io.confab.stomp.NumberedEvent;
import io.confab.stomp.RecordingBroadcaster;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DatabaseTest
@Import(ModerationModule.class)
class SanctionsTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final AtomicInteger NAMES = new AtomicInteger();

    /** Who people are, each above the next; a stranger is no member. */
    enum Rank {
        ADMINISTRATOR,
        SERVER_MODERATOR,
        OWNER,
        MODERATOR,
        MEMBER,
        STRANGER;

        boolean isStaff() {
            return this == ADMINISTRATOR || this == SERVER_MODERATOR;
        }

        boolean isInside() {
            return this == OWNER || this == MODERATOR || this == MEMBER;
        }
    }

    @Autowired
    Sanctions sanctions;

    @Autowired
    RoomRestrictions restrictions;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    TestInvitations invitations;

    @Autowired
    Messages messages;

    @Autowired
    Accounts accounts;

    @Autowired
    TestAccounts people;

    @Autowired
    AuditTrail trail;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    TestClock clock;

    final TransactionTemplate transaction;

    SanctionsTests(@Autowired PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    RoomId room;
    AccountId owner;
    AccountId bob;
    AccountId root;
    int number;
    int clientId;

    @BeforeEach
    void aRoom() {
        number = NAMES.incrementAndGet();
        owner = people.person("sanction-owner-" + number);
        bob = people.person("sanction-bob-" + number);
        root = people.administrator("sanction-root-" + number);
        room = create(RoomKind.PUBLIC);
        members.join(room, bob);
    }

    private RoomId create(RoomKind kind) {
        return new RoomId(rooms.create(owner, "Sanctions " + kind + " " + number, kind, null)
                .id());
    }

    private Order order(SanctionKind kind, AccountId whom, @Nullable RoomId where, @Nullable Duration length) {
        return new Order(
                kind,
                accounts.view(whom).username(),
                where,
                "because",
                length == null ? null : clock.instant().plus(length));
    }

    private SanctionView impose(
            AccountId by, SanctionKind kind, AccountId whom, @Nullable RoomId where, @Nullable Duration length) {
        return sanctions.impose(new Actor(by.value(), null), order(kind, whom, where, length));
    }

    private CompletionStage<MessageView> post(AccountId author) {
        return messages.post(room, author, new Draft("c" + ++clientId, "hello", null));
    }

    private static void refused(ErrorCode code, CompletionStage<?> stage) {
        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).returns(code, Refusal::code);
    }

    // Who may do what to whom

    @ParameterizedTest
    @EnumSource(
            value = RoomKind.class,
            names = {"PUBLIC", "PRIVATE"})
    void whoHoldsBackWhomInARoom(RoomKind kind) {
        for (var what : SanctionKind.values()) {
            for (var mine : Rank.values()) {
                for (var theirs : Rank.values()) {
                    number = NAMES.incrementAndGet();
                    owner = people.person("sanction-creator-" + number);
                    var place = create(kind);
                    var me = person(mine, place, "a");
                    var other = person(theirs, place, "b");
                    judge(
                            mine + " " + what + " " + theirs + " in a " + kind + " room",
                            me,
                            other,
                            what,
                            place,
                            () -> mayInRoom(kind, mine, theirs, what),
                            kind == RoomKind.PRIVATE && !mine.isInside());
                }
            }
        }
    }

    /** Null: it is done. In a private room those who are not in it are nobody. */
    private static @Nullable ErrorCode mayInRoom(RoomKind kind, Rank mine, Rank theirs, SanctionKind what) {
        boolean open = kind == RoomKind.PUBLIC;
        if (!open && !mine.isInside()) {
            return ErrorCode.NOT_FOUND;
        }
        int my = inRoom(open, mine);
        boolean above = my >= inRoom(true, Rank.MODERATOR) && my > inRoom(open, theirs);
        if (!above) {
            return ErrorCode.FORBIDDEN;
        }
        boolean keepsOut = open && what == SanctionKind.BAN;
        return theirs.isInside() || keepsOut ? null : ErrorCode.NOT_FOUND;
    }

    private static int inRoom(boolean open, Rank rank) {
        return !open && rank.isStaff() ? 0 : Rank.STRANGER.ordinal() - rank.ordinal();
    }

    @Test
    void whoHoldsBackWhomOnTheWholeServer() {
        for (var what : SanctionKind.values()) {
            for (var mine : Rank.values()) {
                for (var theirs : Rank.values()) {
                    number = NAMES.incrementAndGet();
                    owner = people.person("sanction-creator-" + number);
                    var place = create(RoomKind.PUBLIC);
                    var me = person(mine, place, "a");
                    var other = person(theirs, place, "b");
                    judge(
                            mine + " " + what + " " + theirs + " on the server",
                            me,
                            other,
                            what,
                            null,
                            () -> mine.isStaff() && mine.ordinal() < theirs.ordinal() ? null : ErrorCode.FORBIDDEN,
                            false);
                }
            }
        }
    }

    private interface Expectation {
        @Nullable
        ErrorCode refusal();
    }

    private void judge(
            String deed,
            AccountId me,
            AccountId other,
            SanctionKind what,
            @Nullable RoomId where,
            Expectation expectation,
            boolean isUnknown) {
        var expected = expectation.refusal();
        ErrorCode met = null;
        try {
            impose(me, what, other, where, null);
        } catch (Refusal refusal) {
            met = refusal.code();
        }
        assertThat(met).as(deed).isEqualTo(expected);
        var log = trail.page(new AuditFilter(me.value(), null, null, null, null, null, null), Long.MAX_VALUE, 10);
        if (expected == null) {
            assertThat(log).as(deed).singleElement().returns(Outcome.DONE, AuditEntry::outcome);
        } else {
            assertThat(sanctions.standing(other)).as(deed).isEmpty();
            assertThat(log.stream().map(AuditEntry::outcome))
                    .as(deed)
                    .containsExactlyElementsOf(
                            expected == ErrorCode.FORBIDDEN || isUnknown ? List.of(Outcome.REFUSED) : List.of());
        }
    }

    private AccountId person(Rank rank, RoomId place, String suffix) {
        var name = "sanction-" + rank.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + number + suffix;
        return switch (rank) {
            case ADMINISTRATOR -> people.administrator(name);
            case SERVER_MODERATOR -> people.moderator(name);
            case STRANGER -> people.person(name);
            case OWNER -> member(name, place, Role.OWNER);
            case MODERATOR -> member(name, place, Role.MODERATOR);
            case MEMBER -> member(name, place, Role.MEMBER);
        };
    }

    private AccountId member(String name, RoomId place, Role role) {
        var account = people.person(name);
        if (!rooms.isPublic(place)) {
            invitations.invite(place, owner, name);
        }
        members.join(place, account);
        if (role != Role.MEMBER) {
            members.changeRole(place, owner, account, role);
        }
        return account;
    }

    @Test
    void nobodyHoldsThemselvesBack() {
        refused(ErrorCode.FORBIDDEN, () -> impose(root, SanctionKind.MUTE, root, null, MINUTE));
        refused(ErrorCode.FORBIDDEN, () -> impose(owner, SanctionKind.MUTE, owner, room, MINUTE));
    }

    // What it does, and that it ends by itself

    @Test
    void whoIsMutedInARoomReactsAndSaysNothingUntilItIsOver() {
        var said = post(owner).toCompletableFuture().join();
        var mine = post(bob).toCompletableFuture().join();
        impose(owner, SanctionKind.MUTE, bob, room, MINUTE);

        refused(ErrorCode.MUTED, post(bob));
        refused(ErrorCode.MUTED, edit(mine));
        refused(ErrorCode.MUTED, () -> rooms.requireSpeaker(room, bob));
        react(said).toCompletableFuture().join();
        post(owner).toCompletableFuture().join();

        clock.advance(MINUTE);
        post(bob).toCompletableFuture().join();
        rooms.requireSpeaker(room, bob);
        assertThat(sanctions.standing(bob)).isEmpty();
    }

    @Test
    void whatHoldsBackSomebodyEverywhereHoldsBackTheirBots() {
        var bot = people.bot("bot-" + NAMES.incrementAndGet(), bob);
        members.join(room, bot);
        impose(root, SanctionKind.MUTE, bot, null, MINUTE.dividedBy(2));
        impose(root, SanctionKind.MUTE, bob, null, MINUTE);

        refused(ErrorCode.MUTED, post(bot));
        clock.advance(MINUTE.dividedBy(2));
        refused(ErrorCode.MUTED, post(bot));
        refused(ErrorCode.MUTED, () -> rooms.requireSpeaker(room, bot));
        clock.advance(MINUTE.dividedBy(2));
        post(bot).toCompletableFuture().join();
        rooms.requireSpeaker(room, bot);
    }

    @Test
    void whoMayOnlyReadChangesNothing() {
        var said = post(owner).toCompletableFuture().join();
        var mine = post(bob).toCompletableFuture().join();
        for (var where : new RoomId[] {room, null}) {
            impose(root, SanctionKind.READ_ONLY, bob, where, MINUTE);

            refused(ErrorCode.READ_ONLY, post(bob));
            refused(ErrorCode.READ_ONLY, edit(mine));
            refused(ErrorCode.READ_ONLY, react(said));
            refused(
                    ErrorCode.READ_ONLY,
                    messages.delete(
                            new Actor(bob.value(), null), room, "d" + ++clientId, new MessageId(mine.id()), null));
            assertThat(rooms.view(room, bob).id()).isEqualTo(room.value());
            if (where == null) {
                refused(ErrorCode.READ_ONLY, () -> rooms.create(bob, "Another " + number, RoomKind.PRIVATE, null));
            }
            clock.advance(MINUTE);
        }
        post(bob).toCompletableFuture().join();
    }

    @Test
    void whoIsMutedOnTheServerSaysNothingInAnyRoom() {
        impose(root, SanctionKind.MUTE, bob, null, MINUTE);

        refused(ErrorCode.MUTED, post(bob));

        clock.advance(MINUTE);
        post(bob).toCompletableFuture().join();
    }

    @Test
    void theRefusalTellsWhenItIsOver() {
        impose(owner, SanctionKind.MUTE, bob, room, MINUTE);

        assertThatThrownBy(() -> post(bob).toCompletableFuture().join())
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.retryAfter()).isBetween(MINUTE, MINUTE.plusSeconds(1)));
    }

    @Test
    void whoIsBannedFromARoomIsOutUntilItIsOver() {
        broadcaster.clear();
        impose(owner, SanctionKind.BAN, bob, room, MINUTE);

        assertThat(broadcaster.events(RoomTopics.log(room)))
                .singleElement()
                .extracting(NumberedEvent::body)
                .isInstanceOf(MemberRemoved.class);
        assertThat(broadcaster.revoked(bob.value())).contains(RoomTopics.log(room), RoomTopics.presence(room));
        refused(ErrorCode.BANNED, () -> rooms.view(room, bob));
        refused(ErrorCode.BANNED, () -> members.join(room, bob));
        assertThat(rooms.mayRead(room, bob)).isFalse();
        assertThat(rooms.readable(bob, List.of(room))).isEmpty();
        refused(ErrorCode.BANNED, post(bob));

        clock.advance(MINUTE);
        members.join(room, bob);
        post(bob).toCompletableFuture().join();
    }

    @Test
    void whoIsBannedFromAPrivateRoomIsNotInvitedAgain() {
        var secret = create(RoomKind.PRIVATE);
        var name = accounts.view(bob).username();
        invitations.invite(secret, owner, name);
        members.join(secret, bob);
        impose(owner, SanctionKind.BAN, bob, secret, MINUTE);

        refused(ErrorCode.INVALID, () -> invitations.invite(secret, owner, name));
        refused(ErrorCode.NOT_FOUND, () -> rooms.view(secret, bob));

        clock.advance(MINUTE);
        invitations.invite(secret, owner, name);
        members.join(secret, bob);
    }

    @Test
    void aStrangerIsKeptOutOfAPublicRoom() {
        var stranger = people.person("sanction-stranger-" + number);
        broadcaster.clear();
        var sanction = impose(owner, SanctionKind.BAN, stranger, room, null);

        assertThat(broadcaster.revoked(stranger.value())).contains(RoomTopics.log(room), RoomTopics.presence(room));
        refused(ErrorCode.BANNED, () -> members.join(room, stranger));

        sanctions.lift(new Actor(owner.value(), null), sanction.id(), null);
        members.join(room, stranger);
    }

    @Test
    void whoIsKickedMayComeBackAndNothingStands() {
        impose(owner, SanctionKind.KICK, bob, room, null);

        refused(ErrorCode.NOT_A_MEMBER, post(bob));
        assertThat(sanctions.standing(bob)).isEmpty();
        members.join(room, bob);
        post(bob).toCompletableFuture().join();
    }

    @Test
    void everyClientLearnsOfAMuteFromTheLog() {
        broadcaster.clear();
        var end = clock.instant().plus(MINUTE);
        impose(owner, SanctionKind.MUTE, bob, room, MINUTE);

        assertThat(broadcaster.events(RoomTopics.log(room)))
                .singleElement()
                .extracting(NumberedEvent::body)
                .isInstanceOfSatisfying(MemberChanged.class, changed -> {
                    assertThat(changed.member().mutedUntil()).isEqualTo(end);
                    assertThat(rooms.membersSince(room, changed.from(), 10))
                            .extracting(MemberView::mutedUntil)
                            .containsExactly(end);
                });
    }

    @Test
    void aPostThatWaitsWhenTheMuteCommitsIsRefused() {
        var waiting = transaction.execute(status -> {
            restrictions.restrict(
                    room, owner, bob, Restriction.MUTE, clock.instant().plus(MINUTE));
            // The quick check does not see what is not committed; the log waits for the lock of the room.
            return CompletableFuture.supplyAsync(() -> post(bob)).join();
        });

        refused(ErrorCode.MUTED, waiting);
    }

    @Test
    void whoComesBackIsStillMuted() {
        impose(owner, SanctionKind.MUTE, bob, room, MINUTE);
        members.leave(room, bob);
        members.join(room, bob);

        refused(ErrorCode.MUTED, post(bob));
    }

    // The decision

    @Test
    void aNewOneReplacesTheStandingOne() {
        var first = impose(owner, SanctionKind.MUTE, bob, room, MINUTE);
        var second = impose(owner, SanctionKind.MUTE, bob, room, MINUTE.multipliedBy(5));

        assertThat(sanctions.standing(bob)).extracting(SanctionView::id).containsExactly(second.id());
        refused(ErrorCode.STALE, () -> sanctions.lift(new Actor(owner.value(), null), first.id(), null));
        clock.advance(MINUTE);
        refused(ErrorCode.MUTED, post(bob));
    }

    @Test
    void itIsLiftedByWhoCouldImposeIt() {
        var sanction = impose(owner, SanctionKind.MUTE, bob, room, null);

        refused(ErrorCode.FORBIDDEN, () -> sanctions.lift(new Actor(bob.value(), null), sanction.id(), null));
        refused(ErrorCode.MUTED, post(bob));
        sanctions.lift(new Actor(owner.value(), null), sanction.id(), "enough");

        post(bob).toCompletableFuture().join();
        refused(ErrorCode.STALE, () -> sanctions.lift(new Actor(owner.value(), null), sanction.id(), null));
        assertThat(sanctions.page(owner, new Filter(bob, room, null, false), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(lifted -> assertThat(lifted.liftedBy()).isEqualTo(accounts.view(owner)));
    }

    @ParameterizedTest
    @EnumSource(
            value = RoomKind.class,
            names = {"PUBLIC", "PRIVATE"})
    void inARoomItIsNotTakenBackByThoseBelowWhoeverDecided(RoomKind kind) {
        for (var decider : List.of(Rank.ADMINISTRATOR, Rank.SERVER_MODERATOR, Rank.OWNER, Rank.MODERATOR)) {
            for (var lifter : List.of(Rank.ADMINISTRATOR, Rank.SERVER_MODERATOR, Rank.OWNER, Rank.MODERATOR)) {
                if (kind == RoomKind.PRIVATE && (decider.isStaff() || lifter.isStaff())) {
                    continue;
                }
                number = NAMES.incrementAndGet();
                owner = people.person("sanction-creator-" + number);
                var place = create(kind);
                judgeTakingBack(person(decider, place, "a"), decider, person(lifter, place, "b"), lifter, place, place);
            }
        }
    }

    @Test
    void onTheServerItIsNotTakenBackByThoseBelowWhoeverDecided() {
        for (var decider : List.of(Rank.ADMINISTRATOR, Rank.SERVER_MODERATOR)) {
            for (var lifter : List.of(Rank.ADMINISTRATOR, Rank.SERVER_MODERATOR)) {
                number = NAMES.incrementAndGet();
                judgeTakingBack(person(decider, room, "a"), decider, person(lifter, room, "b"), lifter, null, room);
            }
        }
    }

    private void judgeTakingBack(
            AccountId decider, Rank rank, AccountId lifter, Rank other, @Nullable RoomId where, RoomId place) {
        var target = person(Rank.MEMBER, place, "c");
        var decided = impose(decider, SanctionKind.MUTE, target, where, null);
        var deed = other + " takes back what " + rank + " decided";
        var by = new Actor(lifter.value(), null);
        if (other.ordinal() <= rank.ordinal()) {
            var replacing = impose(lifter, SanctionKind.MUTE, target, where, MINUTE);
            assertThat(sanctions.standing(target))
                    .as(deed)
                    .extracting(SanctionView::id)
                    .containsExactly(replacing.id());
            sanctions.lift(by, replacing.id(), null);
            assertThat(sanctions.standing(target)).as(deed).isEmpty();
        } else {
            refused(ErrorCode.OUTRANKED, () -> sanctions.lift(by, decided.id(), "enough"));
            refused(ErrorCode.OUTRANKED, () -> impose(lifter, SanctionKind.MUTE, target, where, MINUTE));
            assertThat(sanctions.standing(target)).as(deed).containsExactly(decided);
            assertThat(trail.page(
                            new AuditFilter(lifter.value(), null, null, null, null, null, null), Long.MAX_VALUE, 10))
                    .as(deed)
                    .extracting(AuditEntry::outcome)
                    .containsExactly(Outcome.REFUSED, Outcome.REFUSED);
        }
    }

    @Test
    void aKickIsNotLifted() {
        var kick = impose(owner, SanctionKind.KICK, bob, room, null);
        members.join(room, bob);

        refused(ErrorCode.STALE, () -> sanctions.lift(new Actor(owner.value(), null), kick.id(), null));
        post(bob).toCompletableFuture().join();
    }

    @Test
    void anEndIsToCome() {
        refused(ErrorCode.INVALID, () -> impose(owner, SanctionKind.MUTE, bob, room, Duration.ZERO));
        refused(ErrorCode.INVALID, () -> impose(owner, SanctionKind.KICK, bob, room, MINUTE));
        refused(
                ErrorCode.INVALID,
                () -> sanctions.impose(
                        new Actor(owner.value(), null),
                        new Order(
                                SanctionKind.MUTE,
                                accounts.view(bob).username(),
                                room,
                                "because",
                                Instant.parse("9999-12-31T00:00:00Z"))));
    }

    @Test
    void theyAreListedForThoseWhoModerateThere() {
        var kinds = new EnumMap<SanctionKind, Long>(Map.of(
                SanctionKind.MUTE,
                impose(owner, SanctionKind.MUTE, bob, room, MINUTE).id()));
        kinds.put(
                SanctionKind.READ_ONLY,
                impose(root, SanctionKind.READ_ONLY, bob, null, null).id());

        assertThat(sanctions.page(owner, new Filter(null, room, null, true), Long.MAX_VALUE, 10))
                .extracting(SanctionView::id)
                .containsExactly(kinds.get(SanctionKind.MUTE));
        assertThat(sanctions.page(root, new Filter(bob, null, null, null), Long.MAX_VALUE, 10))
                .hasSize(2);
        refused(
                ErrorCode.FORBIDDEN,
                () -> sanctions.page(owner, new Filter(bob, null, null, null), Long.MAX_VALUE, 10));
        refused(ErrorCode.FORBIDDEN, () -> sanctions.page(bob, new Filter(null, room, null, null), Long.MAX_VALUE, 10));
    }

    private CompletionStage<MessageView> edit(MessageView message) {
        return messages.edit(room, bob, "e" + ++clientId, new MessageId(message.id()), "other", message.rev());
    }

    private CompletionStage<MessageView> react(MessageView message) {
        return messages.react(room, bob, "r" + ++clientId, new MessageId(message.id()), "👍", ReactionChange.ADD);
    }
}

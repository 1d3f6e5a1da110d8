package io.confab.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.audit.Actor;
import io.confab.audit.AuditEntry;
import io.confab.audit.AuditFilter;
import io.confab.audit.AuditTrail;
import io.confab.message.Draft;
import io.confab.message.MessageView;
import io.confab.message.Messages;
import io.confab.moderation.Purges.Order;
import io.confab.moderation.Purges.Preview.InRoom;
import io.confab.room.Members;
import io.confab.room.Role;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
@Import(ModerationModule.class)
class PurgesTests {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    Purges purges;

    @Autowired
    Messages messages;

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

    AccountId owner;
    AccountId moderator;
    AccountId bob;
    String bobs;
    RoomId room;
    RoomId hidden;
    Instant beginning;

    @BeforeEach
    void twoRooms() {
        int number = NAMES.incrementAndGet();
        bobs = "purge-bob-" + number;
        owner = people.person("purge-owner-" + number);
        bob = people.person(bobs);
        moderator = people.moderator("purge-mod-" + number);
        room = new RoomId(
                rooms.create(owner, "Purge " + number, RoomKind.PUBLIC, null).id());
        hidden = new RoomId(
                rooms.create(bob, "Hidden " + number, RoomKind.PRIVATE, null).id());
        members.join(room, bob);
        beginning = clock.instant();
    }

    private MessageView post(RoomId where, AccountId author, String body) {
        return messages.post(where, author, new Draft("p" + NAMES.incrementAndGet(), body, null))
                .toCompletableFuture()
                .join();
    }

    private Order order(@Nullable RoomId where) {
        return new Order(bobs, where, beginning, null, "raid");
    }

    private static Actor actor(AccountId account) {
        return new Actor(account.value(), null);
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).returns(code, Refusal::code);
    }

    private int present(RoomId where) {
        return jdbc.sql("select count(*) from message where room = ? and deleted_at is null")
                .param(where.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void whatADisabledAccountSaidIsPurgedAndBroughtBack() {
        post(room, bob, "one");
        jdbc.sql("update account set disabled_at = created_at where id = ?")
                .param(bob.value())
                .update();

        var here = purges.carryOut(actor(owner), order(room));
        assertThat(present(room)).isZero();
        purges.undo(actor(owner), here.id());
        assertThat(present(room)).isEqualTo(1);

        purges.carryOut(actor(moderator), order(null));
        assertThat(present(room)).isZero();
    }

    @Test
    void thePreviewTellsWhatWouldGoAndTakesNothing() {
        var first = post(room, bob, "one");
        post(room, owner, "mine");
        post(hidden, bob, "private");

        var preview = purges.preview(actor(moderator), order(null));

        assertThat(preview.messages()).isEqualTo(1);
        assertThat(preview.more()).isFalse();
        assertThat(preview.rooms()).containsExactly(new InRoom(room.value(), 1));
        assertThat(preview.sample()).containsExactly(first);
        assertThat(present(room)).isEqualTo(2);
    }

    @Test
    void aPurgeTakesWhatOnePersonSaidInTheTimeAndUndoingItBringsThatBack() {
        post(room, bob, "before");
        clock.advance(Duration.ofMinutes(1));
        beginning = clock.instant();
        for (int i = 0; i < 450; i++) {
            post(room, bob, "spam " + i);
        }
        post(room, owner, "mine");

        var done = purges.carryOut(actor(owner), order(room));

        assertThat(done.messages()).isEqualTo(450);
        assertThat(done.left()).isZero();
        assertThat(done.undoUntil()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(present(room)).isEqualTo(2);
        assertThat(entries("messages.purged")).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo("raid");
            assertThat(entry.detail()).contains("\"messages\":450", "\"purge\":" + done.id());
        });

        assertThat(purges.undo(actor(owner), done.id())).isZero();
        assertThat(present(room)).isEqualTo(452);
        assertThat(purges.undo(actor(owner), done.id())).isZero();
        assertThat(entries("purge.undone")).hasSize(1);
    }

    @Test
    void itIsUndoneInTimeOnly() {
        post(room, bob, "spam");
        var done = purges.carryOut(actor(moderator), order(null));

        clock.advance(Duration.ofMinutes(10).plusMillis(1));
        refused(ErrorCode.STALE, () -> purges.undo(actor(moderator), done.id()));
        assertThat(present(room)).isZero();
    }

    @Test
    void nobodyPurgesUpwardsOrWhereTheyAreNobody() {
        post(room, owner, "mine");
        var carol = people.person("purge-carol-" + NAMES.incrementAndGet());
        members.join(room, carol);
        members.changeRole(room, owner, carol, Role.MODERATOR);
        var ofOwner = new Order(username(owner), room, beginning, null, "raid");

        refused(ErrorCode.FORBIDDEN, () -> purges.carryOut(actor(carol), ofOwner));
        refused(ErrorCode.FORBIDDEN, () -> purges.carryOut(actor(bob), ofOwner));
        refused(ErrorCode.FORBIDDEN, () -> purges.preview(actor(bob), ofOwner));
        refused(ErrorCode.FORBIDDEN, () -> purges.carryOut(actor(owner), order(null)));
        refused(ErrorCode.NOT_FOUND, () -> purges.carryOut(actor(moderator), order(hidden)));
        assertThat(present(room)).isEqualTo(1);
        assertThat(entries("messages.purged"))
                .hasSize(3)
                .allMatch(entry -> entry.outcome() == AuditEntry.Outcome.REFUSED);

        var mine = purges.carryOut(actor(owner), order(room));
        refused(ErrorCode.FORBIDDEN, () -> purges.undo(actor(bob), mine.id()));
    }

    @Test
    void itEndsAfterItBegins() {
        refused(
                ErrorCode.INVALID,
                () -> purges.carryOut(actor(owner), new Order(bobs, room, beginning, beginning, "raid")));
    }

    private String username(AccountId account) {
        return jdbc.sql("select username from account where id = ?")
                .param(account.value())
                .query(String.class)
                .single();
    }

    private List<AuditEntry> entries(String kind) {
        return trail.page(new AuditFilter(null, null, room.value(), kind, null, null, null), Long.MAX_VALUE, 10);
    }
}

package io.confab.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.audit.AuditFilter;
import io.confab.audit.AuditTrail;
import io.confab.message.Draft;
import io.confab.message.MessageId;
import io.confab.message.MessageView;
import io.confab.message.Messages;
import io.confab.room.Members;
import io.confab.room.RoomChange;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.webhook.Delivery.State;
import io.confab.webhook.DeliveryStore.Tally;
import io.confab.webhook.Receiver.Received;
import io.confab.webhook.Webhooks.Created;
import io.confab.webhook.Webhooks.Order;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
@Import(WebhookModule.class)
@TestPropertySource(
        properties = {
            "confab.webhooks.allowed-networks=127.0.0.0/8",
            "confab.webhooks.timeout=2s",
            "confab.webhooks.tries=3",
            "confab.webhooks.first-back-off=20ms",
            "confab.webhooks.longest-back-off=50ms",
            "confab.webhooks.per-room=3"
        })
class WebhooksTests {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> OF_ROOM = List.of(
            "message.posted",
            "message.edited",
            "message.deleted",
            "message.changed",
            "member.joined",
            "member.left",
            "room.changed",
            "sanction.imposed");

    @Autowired
    Webhooks webhooks;

    @Autowired
    WebhookRunner runner;

    @Autowired
    WebhookStore store;

    @Autowired
    LaneStore lanes;

    @Autowired
    DeliveryStore deliveries;

    @Autowired
    Outbox outbox;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    Messages messages;

    @Autowired
    TestAccounts people;

    @Autowired
    Audit audit;

    @Autowired
    AuditTrail trail;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Environment environment;

    final Receiver receiver = new Receiver();
    AccountId ada;
    AccountId root;
    RoomId room;

    @BeforeEach
    void aRoom() {
        ada = people.person(unique("ada"));
        root = people.administrator(unique("root"));
        room = room(RoomKind.PUBLIC);
        runner.start();
    }

    /** What another test left is nobody's business here. */
    @AfterEach
    void close() {
        receiver.close();
        jdbc.sql("select id from webhook")
                .query(Long.class)
                .list()
                .forEach(id -> new TransactionTemplate(transactions).executeWithoutResult(status -> store.delete(id)));
    }

    private static String unique(String start) {
        return start + "-" + NAMES.incrementAndGet();
    }

    private RoomId room(RoomKind kind) {
        return new RoomId(rooms.create(ada, unique("room"), kind, null).id());
    }

    private static Actor by(AccountId account) {
        return new Actor(account.value(), "192.0.2.1");
    }

    private Created hook(AccountId by, @Nullable RoomId where, String... events) {
        return webhooks.create(
                by(by),
                where,
                new Order(
                        "hook",
                        HookUrl.of(receiver.url()),
                        EventType.parse(events.length == 0 ? OF_ROOM : List.of(events), where != null)));
    }

    private MessageView post(RoomId where, String body) {
        return answer(messages.post(where, ada, new Draft(unique("p"), body, null)));
    }

    private static MessageView answer(java.util.concurrent.CompletionStage<MessageView> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** As the schedule does it on a server. */
    private void await(java.util.function.BooleanSupplier reached) {
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
            runner.look();
            return reached.getAsBoolean();
        });
    }

    /** A receiver has taken something before its answer is there and written down. */
    private Tally settled(Webhook hook) {
        await(() -> tally(hook).waiting() == 0);
        return tally(hook);
    }

    private Tally tally(Webhook hook) {
        return webhooks.tallies(List.of(hook)).getOrDefault(hook.id(), Tally.NONE);
    }

    private List<String> said() {
        return receiver.taken().stream().map(Received::said).toList();
    }

    /** Whose answer came too late was told once more. */
    private Set<String> heard() {
        return Set.copyOf(said());
    }

    private List<String> types() {
        return receiver.taken().stream().map(Received::type).toList();
    }

    private static List<String> numbered(String start, int count) {
        return IntStream.range(0, count).mapToObj(i -> start + i).toList();
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).returns(code, Refusal::code);
    }

    private List<String> written(String kind) {
        return trail.page(new AuditFilter(null, null, null, kind, null, null, null), Long.MAX_VALUE, 100).stream()
                .filter(entry -> entry.actor() == ada.value() || entry.actor() == root.value())
                .map(entry -> entry.outcome().name())
                .toList();
    }

    @Test
    void whatIsSaidIsToldInItsOrderAndSigned() {
        post(room, "before");
        var hook = hook(ada, room);
        var expected = numbered("m", 250);
        expected.forEach(body -> post(room, body));
        await(() -> said().size() >= expected.size());

        assertThat(said()).isEqualTo(expected);
        assertThat(types()).containsOnly("message.posted");
        for (var received : receiver.taken()) {
            assertThat(received.signature())
                    .isEqualTo(Signature.of(
                            hook.secret(), received.id(), Long.parseLong(received.timestamp()), received.body()));
            assertThat(received.json().at("/data/room/id").asLong()).isEqualTo(room.value());
        }
        assertThat(receiver.taken().stream().map(Received::id)).doesNotHaveDuplicates();
        assertThat(settled(hook.hook())).isEqualTo(Tally.NONE);
        assertThat(webhooks.deliveries(by(ada), hook.hook().id(), null, Long.MAX_VALUE, 500))
                .hasSize(250)
                .allMatch(delivery -> delivery.state() == State.DELIVERED && delivery.attempts() == 1);
    }

    @Test
    void whatHappenedWhileNobodyWorkedIsToldAfterwards() {
        hook(ada, room);
        runner.pause();
        var bob = people.person(unique("bob"));
        var one = post(room, "one");
        var two = post(room, "two");
        var three = post(room, "three");
        answer(messages.edit(room, ada, unique("e"), new MessageId(one.id()), "one and a half", one.rev()));
        answer(messages.delete(by(ada), room, unique("d"), new MessageId(two.id()), null));
        members.join(room, bob);
        members.leave(room, bob);
        members.join(room, bob);
        rooms.change(room, ada, new RoomChange(null, "about", null, null, null, null));
        runner.start();
        await(() -> types().contains("room.changed"));

        assertThat(types())
                .containsExactly(
                        "message.posted",
                        "message.posted",
                        "message.edited",
                        "message.deleted",
                        "member.joined",
                        "room.changed");
        assertThat(receiver.taken().get(0).json().at("/data/message/seq").asLong())
                .isEqualTo(one.seq());
        assertThat(said().get(0)).isEqualTo("one and a half");
        assertThat(receiver.taken().get(1).json().at("/data/message/seq").asLong())
                .isEqualTo(three.seq());
        receiver.taken().forEach(received -> assertThat(received.body()).doesNotContain("two"));

        answer(messages.edit(room, ada, unique("e"), new MessageId(three.id()), "3", three.rev()));
        members.leave(room, bob);
        await(() -> types().contains("member.left"));
        assertThat(types().subList(6, 8)).containsExactly("message.edited", "member.left");
    }

    @Test
    void aReceiverThatFailsIsToldAgainByTheSameIdAndNothingOvertakes() {
        hook(ada, room);
        var failures = new AtomicInteger();
        receiver.behave((next, reply) -> reply.with(failures.incrementAndGet() % 3 == 0 ? 204 : 500, ""));
        var expected = numbered("f", 12);
        expected.forEach(body -> post(room, body));
        await(() -> said().size() >= expected.size());

        assertThat(said()).isEqualTo(expected);
        assertThat(receiver.received()).hasSize(36);
        for (int i = 0; i < 36; i++) {
            var received = receiver.received().get(i);
            assertThat(received.said()).isEqualTo("f" + i / 3);
            assertThat(received.id())
                    .isEqualTo(receiver.received().get(i / 3 * 3).id());
        }
    }

    @Test
    void whatIsNeverTakenIsParkedAndTheRestGoesOnAndItIsReplayedByHand() {
        var hook = hook(ada, room).hook();
        receiver.fail(received -> received.said().equals("bad"));
        List.of("good", "bad", "better").forEach(body -> post(room, body));
        await(() -> said().size() >= 2);

        assertThat(said()).containsExactly("good", "better");
        assertThat(settled(hook)).isEqualTo(new Tally(0, 1));
        assertThat(receiver.received()).hasSize(5);
        var parked = webhooks.deliveries(by(ada), hook.id(), State.PARKED, Long.MAX_VALUE, 10);
        assertThat(parked)
                .singleElement()
                .satisfies(delivery -> assertThat(delivery)
                        .returns(3, Delivery::attempts)
                        .returns(500, Delivery::status)
                        .returns(Attempt.Error.STATUS, Delivery::error)
                        .satisfies(tried -> assertThat(tried.lastAt()).isNotNull()));

        assertThat(webhooks.replay(by(ada), hook.id(), parked.get(0).id()).state())
                .isEqualTo(State.PARKED);
        receiver.answerWith(200);
        var replayed = webhooks.replay(by(ada), hook.id(), parked.get(0).id());
        assertThat(replayed).returns(State.DELIVERED, Delivery::state).returns(200, Delivery::status);
        assertThat(said()).containsExactly("good", "better", "bad");
        assertThat(receiver.taken().get(2).id()).isEqualTo(parked.get(0).webhookId());
        assertThat(written("webhook.replayed")).containsExactly("DONE", "DONE");
    }

    @Test
    void whoeverCannotBeReachedLosesNothingAndAllThatWasParkedCanWaitAgain() {
        var hook = hook(ada, room).hook();
        receiver.hang();
        var expected = numbered("h", 3);
        expected.forEach(body -> post(room, body));
        await(() -> webhooks.deliveries(by(ada), hook.id(), State.PARKED, Long.MAX_VALUE, 10)
                        .size()
                > 0);
        assertThat(webhooks.deliveries(by(ada), hook.id(), State.PARKED, Long.MAX_VALUE, 10))
                .allMatch(delivery -> delivery.error() == Attempt.Error.TIMEOUT);
        receiver.answerWith(200);
        await(() -> tally(hook).waiting() == 0 && heard().size() + tally(hook).parked() == expected.size());
        webhooks.replayParked(by(ada), hook.id());
        await(() -> heard().size() == expected.size());

        assertThat(heard()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(settled(hook)).isEqualTo(Tally.NONE);
    }

    @Test
    void whatIsToWaitAgainIsNotForgottenByWhoeverIsJustDone() throws Exception {
        var hook = hook(ada, room).hook();
        receiver.answerWith(500);
        post(room, "again");
        await(() -> tally(hook).equals(new Tally(0, 1)));
        runner.pause();
        var lane = new Lane(hook.id(), EventType.Stream.LOG, room.value());

        var done = new TransactionTemplate(transactions).execute(status -> {
            store.lock(hook.id());
            deliveries.unpark(hook.id()).forEach(parked -> lanes.due(parked, 0));
            var idle = CompletableFuture.runAsync(() -> lanes.idle(lane), task -> new Thread(task, "idle").start());
            Awaitility.await().atMost(SOON).until(this::somebodyWaitsForALock);
            return idle;
        });

        assertThat(done).succeedsWithin(SOON);
        assertThat(lanes.busy(hook.id(), 10)).containsExactly(lane);
    }

    private boolean somebodyWaitsForALock() {
        var waits = environment.matchesProfiles("postgresql")
                ? "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                : "select count(*) from information_schema.sessions where blocker_id is not null";
        return jdbc.sql(waits).query(Long.class).single() > 0;
    }

    private Delivery told(Webhook hook) {
        await(() ->
                !deliveries.page(hook.id(), State.DELIVERED, Long.MAX_VALUE, 1).isEmpty());
        return deliveries.page(hook.id(), State.DELIVERED, Long.MAX_VALUE, 1).get(0);
    }

    @Test
    void aReplayThatFailsLeavesWhatWasDeliveredDelivered() {
        var hook = hook(ada, room).hook();
        post(room, "heard");
        var heard = told(hook);
        receiver.answerWith(500);

        assertThat(webhooks.replay(by(ada), hook.id(), heard.id()))
                .returns(State.DELIVERED, Delivery::state)
                .returns(500, Delivery::status);
        assertThat(tally(hook)).isEqualTo(Tally.NONE);
    }

    @Test
    void aSlowReplayThatFailsChangesNothingOfWhatWaitsAgainMeanwhile() {
        var hook = hook(ada, room).hook();
        receiver.answerWith(500);
        post(room, "bad");
        await(() -> tally(hook).equals(new Tally(0, 1)));
        var parked = deliveries.page(hook.id(), State.PARKED, Long.MAX_VALUE, 1).get(0);
        runner.pause();
        receiver.behave((next, reply) -> {
            webhooks.replayParked(by(ada), hook.id());
            reply.with(500, "");
        });
        webhooks.replay(by(ada), hook.id(), parked.id());
        await(() -> tally(hook).equals(new Tally(1, 0)));

        receiver.answerWith(200);
        runner.start();
        assertThat(settled(hook)).isEqualTo(Tally.NONE);
        assertThat(said()).containsExactly("bad");
    }

    @Test
    void whatWasDeliveredLateIsKeptAsLongAsWhatWasDeliveredAtOnce() {
        var hook = hook(ada, room).hook();
        post(room, "late");
        var late = told(hook);
        jdbc.sql("update webhook_delivery set created_at = created_at - interval '2' day where id = ?")
                .param(late.id())
                .update();
        var told = java.util.Objects.requireNonNull(late.lastAt());

        deliveries.forget(State.DELIVERED, told.minusSeconds(1));
        assertThat(deliveries.find(hook.id(), late.id())).isPresent();
        deliveries.forget(State.DELIVERED, told.plusSeconds(1));
        assertThat(deliveries.find(hook.id(), late.id())).isEmpty();
    }

    @Test
    void aRoomThatIsHeldUpHoldsUpNoOther() {
        var other = room(RoomKind.PUBLIC);
        hook(root, null, "message.posted");
        receiver.fail(received -> received.json().at("/data/room/id").asLong() == room.value());
        post(room, "held up");
        numbered("free", 20).forEach(body -> post(other, body));
        await(() -> said().size() >= 20);
        assertThat(said()).isEqualTo(numbered("free", 20));
    }

    @Test
    void theServersAreToldOfAllPublicRoomsAlsoOfNewOnesAndOfNoOther() {
        var closed = room(RoomKind.PRIVATE);
        hook(root, null, "message.posted", "member.joined");
        post(closed, "secret");
        post(room, "old");
        var fresh = room(RoomKind.PUBLIC);
        post(fresh, "new");
        await(() -> receiver.taken().size() >= 3);
        assertThat(said()).containsExactlyInAnyOrder("old", "", "new");
        assertThat(receiver.received()).noneMatch(received -> received.body().contains("secret"));
    }

    @Test
    void moderationIsToldAsTheAuditLogHasItOfTheRoomAlone() {
        var hook = hook(ada, room, "sanction.imposed");
        var bob = people.person(unique("bob"));
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            audit.record(Act.of("sanction.imposed", by(root)).on(bob.value()).because("elsewhere"));
            audit.record(Act.of("sanction.imposed", by(ada))
                    .on(bob.value())
                    .in(room.value())
                    .because("noise")
                    .with("kind", "MUTE"));
            audit.record(Act.of("case.closed", by(ada)).in(room.value()));
        });
        audit.refused(Act.of("sanction.imposed", by(bob)).in(room.value()));
        post(room, "not asked for");
        await(() -> receiver.taken().size() >= 1);
        await(() -> lanes.busy(hook.hook().id(), 10).isEmpty());

        assertThat(receiver.taken()).singleElement().satisfies(received -> {
            var data = received.json().path("data");
            assertThat(received.type()).isEqualTo("sanction.imposed");
            assertThat(data.path("reason").asString()).isEqualTo("noise");
            assertThat(data.at("/target/id").asLong()).isEqualTo(bob.value());
            assertThat(data.at("/actor/id").asLong()).isEqualTo(ada.value());
            assertThat(data.at("/detail/kind").asString()).isEqualTo("MUTE");
            assertThat(received.body()).doesNotContain("192.0.2.1");
        });
    }

    @Test
    void presenceIsToldByTheServersOnly() {
        refused(ErrorCode.INVALID, () -> hook(ada, room, "presence.online"));
        hook(root, null, "presence.online", "presence.dropped", "presence.offline");
        for (var presence : List.of("ONLINE", "DROPPED", "OFFLINE")) {
            int before = receiver.taken().size();
            seenAs(ada, presence);
            await(() -> receiver.taken().size() > before);
        }
        seenAs(ada, "AWAY");
        seenAs(root, "ONLINE");
        await(() -> receiver.taken().size() >= 4);
        assertThat(types())
                .containsExactly("presence.online", "presence.dropped", "presence.offline", "presence.online");
        assertThat(receiver.taken().get(3).json().at("/data/account/id").asLong())
                .isEqualTo(root.value());
    }

    /** As presence writes it. */
    private void seenAs(AccountId account, String presence) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("update presence_head set rev = rev + 1 where id = 1").update();
            jdbc.sql("delete from presence where account = ?")
                    .param(account.value())
                    .update();
            jdbc.sql("""
                            insert into presence (account, availability, status_text, presence, shown_text, rev, shown_rev)
                            select cast(? as bigint), 'AUTOMATIC', '', cast(? as varchar), '', rev, rev
                            from presence_head""").params(account.value(), presence).update();
        });
    }

    @Test
    void whatANodeThatDiedHadTakenIsAnothersOnceItIsGivenUp() {
        var hook = hook(ada, room).hook();
        jdbc.sql(
                        "insert into node (id, started_at, lease_until) values ('other', current_timestamp, current_timestamp + interval '1' hour)")
                .update();
        jdbc.sql("update webhook set owner = 'other' where id = ?")
                .param(hook.id())
                .update();
        post(room, "whose");
        runner.look();
        assertThat(store.claim(hook.id(), "third")).isFalse();
        assertThat(receiver.received()).isEmpty();

        jdbc.sql("delete from node where id = 'other'").update();
        await(() -> said().size() == 1);
        assertThat(said()).containsExactly("whose");
    }

    @Test
    void twoThatReadOnAtOncePutNothingThereTwice() throws Exception {
        var hook = hook(ada, room).hook();
        runner.pause();
        numbered("t", 50).forEach(body -> post(room, body));
        var lane = new Lane(hook.id(), EventType.Stream.LOG, room.value());
        assertThat(store.claim(hook.id(), "here")).isTrue();
        var threads = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> outbox.fill(hook, lane, "here")))
                .toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        assertThat(deliveries.waiting(lane, 1000)).hasSize(50);

        post(room, "later");
        outbox.fill(hook, lane, "elsewhere");
        assertThat(deliveries.waiting(lane, 1000)).hasSize(50);
    }

    @Test
    void anOwnerRulesTheHooksOfTheRoomAndAnAdministratorThoseOfTheServer() {
        var bob = people.person(unique("bob"));
        members.join(room, bob);
        var hook = hook(ada, room).hook();
        refused(ErrorCode.FORBIDDEN, () -> hook(bob, room));
        refused(ErrorCode.FORBIDDEN, () -> hook(ada, null, "message.posted"));
        refused(ErrorCode.FORBIDDEN, () -> webhooks.of(by(bob), room));
        refused(ErrorCode.FORBIDDEN, () -> webhooks.revoke(by(bob), hook.id()));
        refused(ErrorCode.FORBIDDEN, () -> webhooks.test(by(bob), hook.id()));
        refused(ErrorCode.FORBIDDEN, () -> webhooks.deliveries(by(bob), hook.id(), null, Long.MAX_VALUE, 1));
        refused(ErrorCode.FORBIDDEN, () -> webhooks.replayParked(by(bob), hook.id()));
        var closed = room(RoomKind.PRIVATE);
        var inside = hook(ada, closed).hook();
        refused(ErrorCode.NOT_FOUND, () -> webhooks.of(by(root), closed));
        refused(ErrorCode.NOT_FOUND, () -> webhooks.revoke(by(root), inside.id()));
        assertThat(receiver.received()).isEmpty();

        webhooks.revoke(by(ada), hook.id());
        refused(ErrorCode.NOT_FOUND, () -> webhooks.revoke(by(ada), hook.id()));
        post(room, "told to nobody");
        assertThat(written("webhook.created")).contains("DONE", "REFUSED");
        assertThat(written("webhook.revoked")).containsExactly("DONE", "REFUSED");
    }

    @Test
    void aTestIsMadeAtOnceAndSaysWhatCameOfIt() {
        var hook = hook(ada, room).hook();
        assertThat(webhooks.test(by(ada), hook.id()))
                .returns(State.DELIVERED, Delivery::state)
                .returns("webhook.test", Delivery::type);
        receiver.behave((next, reply) -> reply.with(404, "no such\u0007 hook"));
        assertThat(webhooks.test(by(ada), hook.id()))
                .returns(State.PARKED, Delivery::state)
                .returns(404, Delivery::status)
                .returns("no such hook", Delivery::excerpt);
        assertThat(webhooks.tallies(List.of(hook))).isEmpty();
        assertThat(written("webhook.tested")).containsExactly("DONE", "DONE");
    }

    @Test
    void whereItMayNotGoIsRefusedAtOnce() {
        for (var url : List.of(
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/",
                "http://[fd00::1]/",
                "http://[::ffff:10.0.0.1]/")) {
            refused(
                    ErrorCode.INVALID,
                    () -> webhooks.create(
                            by(ada), room, new Order("x", HookUrl.of(url), Set.of(EventType.MESSAGE_POSTED))));
        }
        for (var url : List.of(
                "ftp://example.org/",
                "file:///etc/passwd",
                "http:///x",
                "example.org",
                "http://user:pw@example.org/",
                "https://example.org/#x",
                "http://example.org:0/",
                "http://example.org:70000/",
                "https://example.org/" + "x".repeat(2000))) {
            refused(ErrorCode.INVALID, () -> HookUrl.of(url));
        }
        hook(ada, room);
        hook(ada, room);
        hook(ada, room);
        refused(ErrorCode.INVALID, () -> hook(ada, room));
        assertThat(webhooks.of(by(ada), room)).hasSize(3);
    }
}

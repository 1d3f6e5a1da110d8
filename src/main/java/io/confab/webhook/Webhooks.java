package io.confab.webhook;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.RateLimit;
import io.confab.shared.Refusal;
import io.confab.webhook.Delivery.State;
import io.confab.webhook.DeliveryStore.Tally;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The URLs that are told what happens: of a room its owners', of the server its administrators'. */
@Service
class Webhooks {

    private final WebhookStore store;
    private final LaneStore lanes;
    private final DeliveryStore deliveries;
    private final LaneWorker worker;
    private final WebhookRunner runner;
    private final Payloads payloads;
    private final WebhookSettings settings;
    private final CheckedNames names;
    private final Rooms rooms;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;
    private final RateLimit<Long> byHand;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            WebhookStore store,
            LaneStore lanes,
            DeliveryStore deliveries,
            LaneWorker worker,
            WebhookRunner runner,
            Payloads payloads,
            WebhookSettings settings,
            CheckedNames names,
            Rooms rooms,
            Accounts accounts,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.worker = worker;
        this.runner = runner;
        this.payloads = payloads;
        this.settings = settings;
        this.names = names;
        this.rooms = rooms;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
        this.byHand = new RateLimit<>(true, settings.attemptsByHand(), clock);
    }

    /** What somebody wants to have told, and where. */
    record Order(String name, HookUrl url, Set<EventType> events) {}

    /** The secret is shown this once. */
    record Created(Webhook hook, String secret) {}

    /** @param room null for the server */
    Created create(Actor by, @Nullable RoomId room, Order order) {
        requireRuler(by, room, "webhook.created");
        order.url().requirePublic(names);
        var act = act("webhook.created", by, room)
                .with("name", order.name())
                .with("host", order.url().uri().getHost());
        return carryOut(act, room, () -> {
            requireFew(room);
            var secret = Signature.newSecret(random);
            var wanted = new Webhook(0, room, order.name(), order.url(), order.events(), me(by), now());
            long id = store.insert(wanted, secret);
            lanes.open(wanted, id);
            return new Created(store.find(id).orElseThrow(), secret);
        });
    }

    private void requireFew(@Nullable RoomId room) {
        int most = room == null ? settings.perServer() : settings.perRoom();
        if (store.of(room).size() >= most) {
            throw ErrorCode.INVALID.because("There are " + most + " webhooks already. Revoke one first.");
        }
    }

    List<Webhook> of(Actor reader, @Nullable RoomId room) {
        requireRuler(reader, room, "webhook.read");
        return store.of(room);
    }

    Map<Long, Tally> tallies(List<Webhook> hooks) {
        return deliveries.tallies(hooks.stream().map(Webhook::id).toList());
    }

    /** What waits for it is told to nobody. */
    void revoke(Actor by, long id) {
        var hook = require(id);
        carryOut(act("webhook.revoked", by, hook), hook.room(), () -> {
            store.delete(id);
            return true;
        });
    }

    /** Newest first. */
    List<Delivery> deliveries(Actor reader, long id, @Nullable State state, long before, int limit) {
        requireRuler(reader, require(id).room(), "webhook.read");
        return deliveries.page(id, state, before, limit);
    }

    /** Tells it something that says nothing, at once. */
    Delivery test(Actor by, long id) {
        var hook = require(id);
        requireRuler(by, hook.room(), "webhook.tested");
        byHand.require(id);
        // In a lane that nothing else is in.
        var lane = new Lane(id, EventType.Stream.LOG, 0);
        long test = carryOut(
                act("webhook.tested", by, hook),
                hook.room(),
                () -> deliveries.insertParked(lane, payloads.test(hook, now()), now()));
        return attempt(hook, deliveries.find(id, test).orElseThrow());
    }

    /** Tells it again what it was told, or what was parked: once, at once, and by the same id. */
    Delivery replay(Actor by, long id, long delivery) {
        var hook = require(id);
        requireRuler(by, hook.room(), "webhook.replayed");
        byHand.require(id);
        var known = deliveries
                .find(id, delivery)
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such delivery."));
        if (known.state() == State.WAITING) {
            throw ErrorCode.STALE.because("This is waiting to be told anyway.");
        }
        carryOut(act("webhook.replayed", by, hook).with("delivery", delivery), hook.room(), () -> true);
        return attempt(hook, known);
    }

    private Delivery attempt(Webhook hook, Delivery delivery) {
        var attempt = worker.attempt(hook, store.secret(hook.id()), delivery);
        // What was taken once stays so: all that is parked is told again when somebody asks for it.
        worker.record(delivery, attempt, attempt.succeeded() ? State.DELIVERED : delivery.state());
        return deliveries.find(hook.id(), delivery.id()).orElseThrow();
    }

    /** All that was parked waits again, before what came later. */
    void replayParked(Actor by, long id) {
        var hook = require(id);
        carryOut(act("webhook.replayed", by, hook), hook.room(), () -> {
            store.lock(id);
            deliveries.unpark(id).forEach(lane -> lanes.due(lane, 0));
            store.reached(id);
            return true;
        });
        runner.wake();
    }

    private Webhook require(long id) {
        return store.find(id).orElseThrow(Webhooks::unknown);
    }

    /** Whoever may not know of it is told that there is none; what others try by rank is written down. */
    private void requireRuler(Actor by, @Nullable RoomId room, String kind) {
        audit.guard(act(kind, by, room), () -> {
            checkRuler(by, room);
            return true;
        });
    }

    private void checkRuler(Actor by, @Nullable RoomId room) {
        if (room == null) {
            accounts.requireAdministrator(me(by));
        } else {
            rooms.requireOwner(room, me(by));
        }
    }

    private <T> T carryOut(Act act, @Nullable RoomId room, Supplier<T> deed) {
        return audit.carryOut(act, () -> {
            checkRuler(act.by(), room);
            accounts.requireWriter(me(act.by()));
            return deed.get();
        });
    }

    private static Act act(String kind, Actor by, @Nullable RoomId room) {
        return Act.of(kind, by).in(room == null ? null : room.value());
    }

    private static Act act(String kind, Actor by, Webhook hook) {
        return act(kind, by, hook.room()).with("webhook", hook.id()).with("name", hook.name());
    }

    private static AccountId me(Actor by) {
        return new AccountId(by.account());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Refusal unknown() {
        return ErrorCode.NOT_FOUND.because("There is no such webhook.");
    }
}

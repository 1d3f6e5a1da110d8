package io.confab.webhook;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.confab.audit.AuditEntry;
import io.confab.audit.AuditTrail;
import io.confab.message.LogReader;
import io.confab.message.LogReader.Position;
import io.confab.presence.Presences;
import io.confab.room.RoomId;
import io.confab.room.RoomRef;
import io.confab.room.Rooms;
import io.confab.webhook.DeliveryStore.News;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts into the outbox what a log says after the place where a lane stands, and moves the lane there, both at once. The logs
 * know nothing of it: whatever stops, what was not put there is found the next time.
 */
@Component
class Outbox {

    /** As much of a log is put there before it is told, so that what cannot be told waits in the log itself. */
    private static final int AHEAD = 100;

    private final WebhookStore hooks;
    private final LaneStore lanes;
    private final DeliveryStore deliveries;
    private final LogReader log;
    private final AuditTrail audit;
    private final Presences presences;
    private final Rooms rooms;
    private final Payloads payloads;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Outbox(
            WebhookStore hooks,
            LaneStore lanes,
            DeliveryStore deliveries,
            LogReader log,
            AuditTrail audit,
            Presences presences,
            Rooms rooms,
            Payloads payloads,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.hooks = hooks;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.log = log;
        this.audit = audit;
        this.presences = presences;
        this.rooms = rooms;
        this.payloads = payloads;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What was read, and how far that goes. */
    private record Read(Position until, List<News> news) {}

    /** Reads on in a lane in which nothing waits, if the webhook is the node's. */
    void fill(Webhook hook, Lane lane, String node) {
        var known = lanes.position(lane);
        var from = known.orElse(Position.BEGINNING);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var read = read(hook, lane, from, now);
        transaction.executeWithoutResult(status -> {
            if (!hooks.lock(hook.id(), node)) {
                return;
            }
            if (known.isEmpty()) {
                lanes.create(lane);
            }
            if (lanes.advance(lane, from, read.until()) && !read.news().isEmpty()) {
                deliveries.insert(lane, read.news(), now);
                lanes.due(lane, 0);
            }
        });
    }

    private Read read(Webhook hook, Lane lane, Position from, Instant now) {
        return switch (lane.stream()) {
            case LOG -> ofRoom(hook, new RoomId(lane.room()), from, now);
            case MODERATION -> ofModeration(hook, from);
            case PRESENCE -> ofPresence(hook, from, now);
        };
    }

    private Read ofRoom(Webhook hook, RoomId room, Position from, Instant now) {
        var page = log.read(room, from, AHEAD);
        RoomRef ref = rooms.ref(room).orElseThrow();
        return new Read(
                page.until(),
                page.entries().stream()
                        .filter(entry -> wants(hook, entry.type()))
                        .map(entry -> payloads.of(ref, entry, now))
                        .toList());
    }

    private Read ofModeration(Webhook hook, Position from) {
        var entries = audit.since(from.rev(), AHEAD);
        var until =
                entries.isEmpty() ? from.rev() : entries.get(entries.size() - 1).number();
        return new Read(
                new Position(until, 0, 0),
                entries.stream()
                        .filter(entry -> entry.outcome() == AuditEntry.Outcome.DONE && wants(hook, entry.kind()))
                        .filter(entry -> hook.room() == null || isIn(hook.room(), entry))
                        .map(payloads::of)
                        .toList());
    }

    private static boolean isIn(RoomId room, AuditEntry entry) {
        return entry.room() != null && entry.room() == room.value();
    }

    private Read ofPresence(Webhook hook, Position from, Instant now) {
        // Before the rows, so that none is left out; a change that only its owner sees moves the head too.
        long until = Math.max(presences.head(), from.rev());
        var seen = presences.seenSince(from.rev());
        for (var person : seen) {
            until = Math.max(until, person.rev());
        }
        return new Read(
                new Position(until, 0, 0),
                seen.stream()
                        .flatMap(person -> EventType.ofPresence(person.presence()).stream()
                                .filter(type -> hook.events().contains(type))
                                .map(type -> payloads.of(type, person, now)))
                        .toList());
    }

    private static boolean wants(Webhook hook, String type) {
        return EventType.of(type).filter(hook.events()::contains).isPresent();
    }
}

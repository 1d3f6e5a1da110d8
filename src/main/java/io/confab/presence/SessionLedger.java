package io.confab.presence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.confab.presence.SessionStore.Begun;
import io.confab.stomp.LiveSession;
import io.confab.stomp.SessionBegan;
import io.confab.stomp.SessionEnded;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The sessions of this node, and how their rows come to be: what changed is gathered for a moment and written in one
 * transaction for many, so that nobody waits for it who connects and a storm costs little. Thread-safe.
 */
@Component
class SessionLedger {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLedger.class);

    private static final Duration GATHER = Duration.ofMillis(20);

    /** Changes in one transaction: other nodes wait for its lock. */
    private static final int AT_ONCE = 1000;

    private final SessionWriter writer;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final Map<UUID, Begun> live = new ConcurrentHashMap<>();
    private final Queue<SessionChange> changes = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    // Taken from the queue and not known to be written. Guarded by this.
    private List<SessionChange> unwritten = List.of();

    SessionLedger(SessionWriter writer, @Qualifier("taskScheduler") TaskScheduler scheduler, Clock clock) {
        this.writer = writer;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @EventListener
    void on(SessionBegan event) {
        var begun = new Begun(event.session(), now(), false);
        live.put(event.session().id(), begun);
        add(new SessionChange.Began(begun));
    }

    @EventListener
    void on(SessionEnded event) {
        var session = event.session();
        live.remove(session.id());
        var now = now();
        var ending = new Ending(now.minusMillis(event.silence().toMillis()), now, event.goodBye());
        add(new SessionChange.Ended(session.id(), session.account(), ending));
    }

    /** Whether a session's person is away from it, as its client says. */
    void idle(LiveSession session, boolean idle) {
        var known = live.computeIfPresent(session.id(), (id, before) -> new Begun(session, before.connectedAt(), idle));
        if (known != null) {
            add(new SessionChange.Idle(session.id(), session.account(), idle));
        }
    }

    private void add(SessionChange change) {
        changes.add(change);
        if (scheduled.compareAndSet(false, true)) {
            try {
                scheduler.schedule(this::flush, scheduler.getClock().instant().plus(GATHER));
            } catch (TaskRejectedException stopping) {
                LOG.debug("Written when the server has stopped");
            }
        }
    }

    /** Writes what gathered; what cannot be written now is tried again within a second. */
    @Scheduled(fixedDelay = 1000, scheduler = "taskScheduler")
    synchronized void flush() {
        scheduled.set(false);
        try {
            while (take()) {
                writer.write(unwritten);
                unwritten = List.of();
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("Sessions cannot be written now: {}", unavailable.toString());
        }
    }

    private boolean take() {
        if (unwritten.isEmpty()) {
            var taken = new ArrayList<SessionChange>();
            for (var next = changes.poll(); next != null; next = taken.size() < AT_ONCE ? changes.poll() : null) {
                taken.add(next);
            }
            unwritten = taken;
        }
        return !unwritten.isEmpty();
    }

    /** Makes the rows of this node what its memory says, for whatever reason they differ. */
    @Scheduled(fixedDelay = 10_000, initialDelay = 10_000, scheduler = "taskScheduler")
    synchronized void reconcile() {
        flush();
        try {
            // Before the memory and the queue are looked at: what comes and goes meanwhile is in one of them.
            var rows = new HashMap<>(writer.rows());
            var waiting = changes.stream().map(SessionChange::id).collect(Collectors.toSet());
            var repairs = new ArrayList<SessionChange>();
            live.forEach((id, begun) -> {
                if (rows.remove(id) == null && !waiting.contains(id)) {
                    repairs.add(new SessionChange.Began(begun));
                }
            });
            rows.forEach((id, account) -> {
                if (!waiting.contains(id) && !live.containsKey(id)) {
                    repairs.add(new SessionChange.Ended(id, account, new Ending(now(), false)));
                }
            });
            if (!repairs.isEmpty()) {
                LOG.info("{} sessions are put right", repairs.size());
                writer.write(repairs);
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("Sessions cannot be compared now: {}", unavailable.toString());
        }
    }

    @PreDestroy
    void stop() {
        flush();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

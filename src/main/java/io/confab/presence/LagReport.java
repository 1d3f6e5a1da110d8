package io.confab.presence;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import io.confab.stomp.Connections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Notes in their rows which sessions of this node do not read as fast as they are told, so that whoever looks at the live
 * sessions sees it, on whatever node. Sessions that keep up cost nothing.
 */
@Component
class LagReport {

    private static final Logger LOG = LoggerFactory.getLogger(LagReport.class);

    /** When more lag than this, it is the server or its network, and no row tells anything. */
    private static final int MOST = 1000;

    private final Connections connections;
    private final SessionStore sessions;
    private final Clock clock;
    private Set<UUID> noted = Set.of();

    LagReport(Connections connections, SessionStore sessions, Clock clock) {
        this.connections = connections;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2000, scheduler = "taskScheduler")
    synchronized void write() {
        var behind = connections.behind(MOST);
        var caughtUp = new HashSet<>(noted);
        caughtUp.removeAll(behind.keySet());
        try {
            sessions.lagging(behind, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            sessions.caughtUp(caughtUp);
            noted = Set.copyOf(behind.keySet());
        } catch (RuntimeException unavailable) {
            LOG.warn("Which sessions lag cannot be written down now: {}", unavailable.toString());
        }
    }
}

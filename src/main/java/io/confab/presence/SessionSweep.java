package io.confab.presence;

import io.confab.cluster.NodeLost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends in the database what nobody is left to end: the sessions of dead nodes, and the times for which somebody who left
 * is shown as before. Every node sweeps; what the one has done the other does not find.
 */
@Component
class SessionSweep {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSweep.class);

    private final SessionWriter writer;
    private final SessionStore sessions;
    private final PresenceLedger presences;

    SessionSweep(SessionWriter writer, SessionStore sessions, PresenceLedger presences) {
        this.writer = writer;
        this.sessions = sessions;
        this.presences = presences;
    }

    @EventListener
    void on(NodeLost lost) {
        takeOver(lost.node());
    }

    /** What was left when the node that noticed died too, or a dead one had rows on their way. */
    @Scheduled(fixedDelay = 10_000, scheduler = "taskScheduler")
    void takeOverTheLost() {
        try {
            sessions.lostNodes().forEach(this::takeOver);
        } catch (RuntimeException unavailable) {
            LOG.warn("The sessions of dead nodes cannot be looked for now: {}", unavailable.toString());
        }
    }

    private void takeOver(String node) {
        try {
            while (writer.takeOver(node)) {
                LOG.debug("Sessions of {} have ended with it", node);
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("The sessions of {} cannot be ended yet: {}", node, unavailable.toString());
        }
    }

    @Scheduled(fixedDelay = 1000, scheduler = "taskScheduler")
    void settleDue() {
        try {
            presences.settleDue();
        } catch (RuntimeException unavailable) {
            LOG.warn("Who has left cannot be told now: {}", unavailable.toString());
        }
    }
}

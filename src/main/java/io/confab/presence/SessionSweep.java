package io.confab.presence;

import java.time.Clock;

import io.confab.cluster.LostNode;
import io.confab.cluster.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private final Node node;
    private final Clock clock;

    SessionSweep(SessionWriter writer, SessionStore sessions, PresenceLedger presences, Node node, Clock clock) {
        this.writer = writer;
        this.sessions = sessions;
        this.presences = presences;
        this.node = node;
        this.clock = clock;
    }

    /** A node that dies over it is as lost as the one whose sessions it ended: another goes on. */
    @Scheduled(fixedDelay = 1000, scheduler = "taskScheduler")
    void takeOver() {
        try {
            for (var lost : node.lost()) {
                takeOver(lost);
                node.forget(lost);
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("The sessions of dead nodes cannot be ended yet: {}", unavailable.toString());
        }
    }

    /** What was on its way when the rest of a dead node's had been taken over. */
    @Scheduled(fixedDelay = 10_000, scheduler = "taskScheduler")
    void takeOverStrays() {
        try {
            sessions.strays().forEach(stray -> takeOver(new LostNode(stray, clock.instant())));
        } catch (RuntimeException unavailable) {
            LOG.warn("The sessions of no node cannot be ended yet: {}", unavailable.toString());
        }
    }

    private void takeOver(LostNode lost) {
        while (writer.takeOver(lost)) {
            LOG.debug("Sessions of {} have ended with it", lost.id());
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

package io.confab.stomp;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.benmanes.caffeine.cache.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/**
 * Once a second: keeps the server's promise of heart-beats, asks the silent clients for a sign of life and ends the
 * connections of those who give none. What is sent to a client is no sign of its life. Who is silent is judged by what the
 * server has read: a server that is behind, as when everybody comes back at once, takes nobody for silent who is not.
 */
@Component
class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** What a closing connection gets to take the rest and the close frame. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    /** A beat that is due before the next round goes out in this one. */
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final ConnectionRegistry connections;
    private final StompLimits limits;
    private final Ticker ticker;
    // Runs what it is given after all that had arrived from clients before.
    private final Executor inTurn;
    private final AtomicBoolean judging = new AtomicBoolean();

    @Autowired
    Sweeper(ConnectionRegistry connections, StompLimits limits, Ticker ticker, ConnectorThreads threads) {
        this(connections, limits, ticker, threads::inTurn);
    }

    Sweeper(ConnectionRegistry connections, StompLimits limits, Ticker ticker, Executor inTurn) {
        this.connections = connections;
        this.limits = limits;
        this.ticker = ticker;
        this.inTurn = inTurn;
    }

    @Scheduled(fixedRate = 1000, scheduler = "messageBrokerTaskScheduler")
    void sweep() {
        connections.all().forEach(this::serve);
        judgeInTurn();
    }

    private void serve(Connection connection) {
        var heartbeat = connection.heartbeat();
        if (heartbeat.serverSends()) {
            connection.outbound().beat(heartbeat.server().minus(ROUND).toNanos());
        }
        connection.outbound().sweep(limits.stall().toNanos(), CLOSE_GRACE.toNanos());
    }

    /** By what was read of all that had arrived by now: the judgement takes its turn behind it. */
    private void judgeInTurn() {
        if (!judging.compareAndSet(false, true)) {
            return;
        }
        long now = ticker.read();
        try {
            inTurn.execute(() -> {
                try {
                    connections.all().forEach(connection -> judge(connection, now));
                } finally {
                    judging.set(false);
                }
            });
        } catch (RejectedExecutionException full) {
            judging.set(false);
            LOG.debug("Nobody is judged in this round: {}", full.toString());
        }
    }

    private void judge(Connection connection, long now) {
        if (connection.lock().isLocked()) {
            // What it sent last is still being handled, and until then nothing more is read from it.
            LOG.debug("{} is being served", connection.id());
            return;
        }
        var heartbeat = connection.heartbeat();
        var silence = Duration.ofNanos(now - connection.heardAt());
        if (connection.signedIn() == null) {
            endIfNeverConnected(connection, now);
        } else if (silence.compareTo(heartbeat.silence(limits.ping())) > 0) {
            LOG.debug("Evicting {}, silent for {}", connection.id(), silence);
            connection.evicted();
            connections.end(connection, CloseCode.EVICTED);
        } else {
            askForALifeSign(connection, heartbeat.patience(limits.ping()).toNanos(), now);
        }
    }

    /** Once for each time that it is silent for as long: whoever is heard anyway is not asked. */
    private void askForALifeSign(Connection connection, long patience, long now) {
        if (now - connection.heardAt() >= patience && now - connection.pingedAt() >= patience) {
            connection.pinged(now);
            connection.outbound().ping();
        }
    }

    private void endIfNeverConnected(Connection connection, long now) {
        if (now - connection.openedAt() > limits.connect().toNanos()) {
            connection.outbound().close(CloseStatus.POLICY_VIOLATION.withReason("CONNECT did not come"));
        }
    }
}

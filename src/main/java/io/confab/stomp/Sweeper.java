package io.confab.stomp;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

/**
 * Once a second: keeps the server's promise of heart-beats, asks the silent clients for a sign of life and ends the
 * connections of those who give none. What is sent to a client is no sign of its life.
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

    Sweeper(ConnectionRegistry connections, StompLimits limits, Ticker ticker) {
        this.connections = connections;
        this.limits = limits;
        this.ticker = ticker;
    }

    @Scheduled(fixedRate = 1000, scheduler = "messageBrokerTaskScheduler")
    void sweep() {
        connections.all().forEach(this::sweep);
    }

    private void sweep(Connection connection) {
        var heartbeat = connection.heartbeat();
        if (connection.signedIn() == null) {
            endIfNeverConnected(connection);
        } else if (connection.lock().isLocked()) {
            // What it sent last is still being handled, and until then nothing more is read from it.
            LOG.debug("{} is being served", connection.id());
        } else if (silence(connection).compareTo(heartbeat.silence(limits.ping())) > 0) {
            LOG.debug("Evicting {}, silent for {}", connection.id(), silence(connection));
            connections.end(connection, CloseCode.EVICTED);
        } else {
            askForALifeSign(connection, heartbeat.patience(limits.ping()).toNanos());
        }
        if (heartbeat.serverSends()) {
            connection.outbound().beat(heartbeat.server().minus(ROUND).toNanos());
        }
        connection.outbound().sweep(limits.stall().toNanos(), CLOSE_GRACE.toNanos());
    }

    /** Once for each time that it is silent for as long: whoever is heard anyway is not asked. */
    private void askForALifeSign(Connection connection, long patience) {
        long now = ticker.read();
        if (now - connection.heardAt() >= patience && now - connection.pingedAt() >= patience) {
            connection.pinged(now);
            connection.outbound().ping();
        }
    }

    private void endIfNeverConnected(Connection connection) {
        if (ticker.read() - connection.openedAt() > limits.connect().toNanos()) {
            connection.outbound().close(CloseStatus.POLICY_VIOLATION.withReason("CONNECT did not come"));
        }
    }

    private Duration silence(Connection connection) {
        return Duration.ofNanos(ticker.read() - connection.heardAt());
    }
}

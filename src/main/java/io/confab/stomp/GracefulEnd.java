package io.confab.stomp;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * When the server stops, every client is told to come back elsewhere (1012). This is after the log has committed what it
 * had accepted, whose listeners of the same event come first, and before Spring takes the sockets away.
 */
@Component
class GracefulEnd {

    /** The order in which to listen to the context's end for whoever has to be done before the connections go. */
    static final int ORDER = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ConnectionRegistry connections;

    GracefulEnd(ConnectionRegistry connections) {
        this.connections = connections;
    }

    @EventListener
    @Order(ORDER)
    void on(ContextClosedEvent event) {
        connections.stop(CloseCode.RESTARTING);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!connections.all().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}

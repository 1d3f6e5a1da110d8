package io.confab.stomp;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * When the server stops, every client is told to come back elsewhere (1012): after the features have finished what they
 * had accepted, and before Spring takes the sockets away.
 */
@Component
class GracefulEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ConnectionRegistry connections;
    private final ApplicationEventPublisher events;

    GracefulEnd(ConnectionRegistry connections, ApplicationEventPublisher events) {
        this.connections = connections;
        this.events = events;
    }

    @EventListener
    void on(ContextClosedEvent event) {
        events.publishEvent(new Stopping());
        connections.stop(CloseCode.RESTARTING);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!connections.all().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}

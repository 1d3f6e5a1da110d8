package io.confab.stomp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.WebSocketSession;

/** One client's connection, from the handshake to its end. Thread-safe. */
final class Connection {

    private final WebSocketSession socket;
    private final Outbound outbound;
    private final long openedAt;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private volatile @Nullable SignedIn signedIn;
    private volatile Heartbeat heartbeat = Heartbeat.NONE;
    private volatile long heardAt;
    private volatile boolean ended;

    Connection(WebSocketSession socket, Outbound outbound, long now) {
        this.socket = socket;
        this.outbound = outbound;
        this.openedAt = now;
        this.heardAt = now;
    }

    String id() {
        return socket.getId();
    }

    WebSocketSession socket() {
        return socket;
    }

    Outbound outbound() {
        return outbound;
    }

    Map<String, Subscription> subscriptions() {
        return subscriptions;
    }

    /**
     * The mark that CONNECT passed every check. Frames are judged by this alone: an exception thrown during CONNECT does
     * not end a connection under every setting of Spring's channels.
     */
    @Nullable
    SignedIn signedIn() {
        return signedIn;
    }

    void connected(SignedIn signedIn, Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
        this.signedIn = signedIn;
    }

    void rejected() {
        this.signedIn = null;
    }

    /** Nothing that comes from it counts any more, however long its socket takes to close. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Held while a message from the client is handled: one at a time. */
    ReentrantLock lock() {
        return lock;
    }

    void heard(long now) {
        heardAt = now;
    }

    long openedAt() {
        return openedAt;
    }

    long heardAt() {
        return heardAt;
    }
}

package io.confab.stomp;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.WebSocketSession;

/** One client's connection, from the handshake to its end. Thread-safe. */
final class Connection {

    private final WebSocketSession socket;
    private final Outbound outbound;
    private final @Nullable String userAgent;
    private final long openedAt;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private volatile @Nullable SignedIn signedIn;
    private volatile Heartbeat heartbeat = Heartbeat.NONE;
    private volatile long heardAt;
    private volatile long pingedAt;
    private volatile boolean ended;
    private volatile boolean evicted;
    private volatile boolean goodBye;
    private volatile boolean explicit;
    private volatile @Nullable LiveSession session;
    private boolean gone;

    /** @param userAgent as the handshake had it: over SockJS it cannot be asked any more when the frames come */
    Connection(WebSocketSession socket, Outbound outbound, @Nullable String userAgent, long now) {
        this.socket = socket;
        this.outbound = outbound;
        this.userAgent = userAgent;
        this.openedAt = now;
        this.heardAt = now;
    }

    String id() {
        return socket.getId();
    }

    WebSocketSession socket() {
        return socket;
    }

    @Nullable
    String userAgent() {
        return userAgent;
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

    /** What features know it as, once it has begun. */
    @Nullable
    LiveSession session() {
        return session;
    }

    boolean isSession(UUID id) {
        var known = session;
        return known != null && known.id().equals(id);
    }

    /** Begins for the features, unless it is gone already. Each is told while this is held, so that no end overtakes. */
    synchronized void begin(LiveSession began, Runnable tell) {
        if (!gone) {
            session = began;
            tell.run();
        }
    }

    /** Ends for the features, if it had begun. */
    synchronized void gone(Consumer<LiveSession> tell) {
        var began = session;
        if (!gone && began != null) {
            tell.accept(began);
        }
        gone = true;
    }

    /** The client has said that it leaves. */
    void saidGoodBye() {
        goodBye = true;
    }

    boolean hasSaidGoodBye() {
        return goodBye;
    }

    /** The client promised to say so itself when it leaves. */
    void willSayGoodBye() {
        explicit = true;
    }

    boolean saysGoodByeItself() {
        return explicit;
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

    /** It ends because it was silent. */
    void evicted() {
        evicted = true;
    }

    boolean isEvicted() {
        return evicted;
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

    void pinged(long now) {
        pingedAt = now;
    }

    long pingedAt() {
        return pingedAt;
    }

    long openedAt() {
        return openedAt;
    }

    long heardAt() {
        return heardAt;
    }
}

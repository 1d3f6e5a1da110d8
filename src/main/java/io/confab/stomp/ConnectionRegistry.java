package io.confab.stomp;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.confab.shared.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;

@Component
class ConnectionRegistry implements Connections {

    /** With which codes a connection ends by somebody's will: the client leaves, or its sign-in is over. */
    private static final Set<Integer> BY_WILL = Set.of(
            CloseStatus.NORMAL.getCode(),
            CloseStatus.GOING_AWAY.getCode(),
            CloseCode.SIGNED_OUT.code(),
            CloseCode.BANNED.code());

    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    // What CONNECT has identified. The sets are never changed, only replaced.
    private final Map<Long, Set<Connection>> byAccount = new ConcurrentHashMap<>();
    private final Topics topics;
    private final StompLimits limits;
    private final Writers writers;
    private final ApplicationEventPublisher events;
    private volatile boolean stopping;

    ConnectionRegistry(
            Topics topics,
            StompLimits limits,
            Writers writers,
            ApplicationEventPublisher events,
            MeterRegistry meters) {
        this.topics = topics;
        this.limits = limits;
        this.writers = writers;
        this.events = events;
        meters.gaugeMapSize("confab.connections", java.util.List.of(), connections);
    }

    void add(Connection connection) {
        connections.put(connection.id(), connection);
        writers.opened();
        if (stopping) {
            connection.outbound().close(CloseCode.RESTARTING.status());
        }
    }

    @Nullable
    Connection find(@Nullable String id) {
        return id == null ? null : connections.get(id);
    }

    Collection<Connection> all() {
        return connections.values();
    }

    void remove(String id, CloseStatus status, long now) {
        var connection = connections.remove(id);
        if (connection != null) {
            forget(connection);
            silence(connection);
            connection.outbound().gone();
            writers.closed();
            boolean goodBye = isGoodBye(connection, status);
            var silence = connection.isEvicted() ? Duration.ofNanos(now - connection.heardAt()) : Duration.ZERO;
            connection.gone(session -> events.publishEvent(new SessionEnded(session, goodBye, silence)));
        }
    }

    private static boolean isGoodBye(Connection connection, CloseStatus status) {
        // Browsers say 1001 for a page that crashed, too.
        boolean crash = connection.saysGoodByeItself() && status.getCode() == CloseStatus.GOING_AWAY.getCode();
        return connection.hasSaidGoodBye() || (BY_WILL.contains(status.getCode()) && !crash);
    }

    /** From now on it is found by whose it is. */
    void identify(Connection connection, SignedIn signedIn, Heartbeat heartbeat) {
        connection.connected(signedIn, heartbeat);
        byAccount.merge(signedIn.account(), Set.of(connection), ConnectionRegistry::union);
        if (find(connection.id()) == null) {
            forget(connection); // it closed meanwhile
        }
    }

    /** CONNECT passed every check. */
    void begin(Connection connection, LiveSession session) {
        connection.begin(session, () -> events.publishEvent(new SessionBegan(session)));
    }

    /** CONNECT was refused after all. */
    void reject(Connection connection) {
        forget(connection);
        connection.rejected();
    }

    private void forget(Connection connection) {
        var signedIn = connection.signedIn();
        if (signedIn != null) {
            byAccount.computeIfPresent(signedIn.account(), (account, theirs) -> without(theirs, connection));
        }
    }

    private static Set<Connection> union(Set<Connection> some, Set<Connection> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Set<Connection> without(Set<Connection> theirs, Connection connection) {
        var others = theirs.stream().filter(other -> other != connection).collect(Collectors.toUnmodifiableSet());
        return others.isEmpty() ? null : others;
    }

    /** Refuses a connection too many, counting the one that asks. */
    void requireRoomFor(long account) {
        if (of(account).size() > limits.connectionsPerAccount()) {
            throw ErrorCode.TOO_MANY_SESSIONS.because(
                    "At most " + limits.connectionsPerAccount() + " connections of one account.");
        }
    }

    /** No new connections; the ones there are end with {@code code} once what waits for them has left. */
    void stop(CloseCode code) {
        stopping = true;
        connections.values().forEach(connection -> connection.outbound().close(code.status()));
    }

    @Override
    public void closeSignIn(String signIn, CloseCode code) {
        connections.values().stream()
                .filter(connection -> {
                    var signedIn = connection.signedIn();
                    return signedIn != null && signedIn.signIn().equals(signIn);
                })
                .forEach(connection -> end(connection, code));
    }

    @Override
    public void closeAccount(long account, CloseCode code) {
        of(account).forEach(connection -> end(connection, code));
    }

    @Override
    public void dismissAccount(long account, CloseCode code) {
        of(account).forEach(connection -> {
            silence(connection);
            connection.outbound().close(code.status());
        });
    }

    @Override
    public void closeSession(UUID session, CloseCode code) {
        connections.values().stream()
                .filter(connection -> connection.isSession(session))
                .forEach(connection -> end(connection, code));
    }

    /** What clients hold may be of the part that is lost; they come back and compare. */
    @EventListener
    void on(HistoryWentBack event) {
        closeAll(CloseCode.RESTARTING);
    }

    @Override
    public void closeAll(CloseCode code) {
        connections.values().forEach(connection -> end(connection, code));
    }

    @Override
    public void revoke(Destination topic, long account, BooleanSupplier entitled) {
        topics.revoke(topic, account, entitled);
    }

    /** From now on nothing reaches it and nothing from it counts, however long the closing takes. */
    void end(Connection connection, CloseCode code) {
        silence(connection);
        connection.outbound().closeNow(code.status());
    }

    /** Ends its subscriptions and the hearing that it gets; what it waits for may still be answered. */
    void silence(Connection connection) {
        connection.end();
        connection.subscriptions().values().forEach(topics::end);
    }

    @Override
    public Set<String> signIns() {
        return connections.values().stream()
                .map(Connection::signedIn)
                .filter(java.util.Objects::nonNull)
                .map(SignedIn::signIn)
                .collect(Collectors.toSet());
    }

    @Override
    public Collection<LiveSession> sessions() {
        return connections.values().stream()
                .map(Connection::session)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    @Override
    public Map<UUID, Lag> behind(int most) {
        var behind = new HashMap<UUID, Lag>();
        for (var connection : connections.values()) {
            var session = connection.session();
            var lag = connection.outbound().lag();
            if (session != null && lag != null && behind.size() < most) {
                behind.put(session.id(), lag);
            }
        }
        return behind;
    }

    @Override
    public Set<Long> subscribers(Destination queue) {
        return topics.accounts(queue);
    }

    @Override
    public Set<Destination> subscribed(String... shape) {
        return topics.live(shape);
    }

    private Set<Connection> of(long account) {
        return byAccount.getOrDefault(account, Set.of());
    }
}

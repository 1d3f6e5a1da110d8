package io.confab.stomp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import io.confab.stomp.OutboundTests.Reader;
import io.confab.stomp.StompTestApplication.TestSignIn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class SweeperTests {

    final AtomicLong now = new AtomicLong();
    final List<Object> events = new CopyOnWriteArrayList<>();
    final StompLimits limits = Binder.get(new MockEnvironment()).bindOrCreate("confab.limits", StompLimits.class);
    final Writers writers = new Writers(now::get, new SimpleMeterRegistry());
    final ConnectionRegistry connections = new ConnectionRegistry(
            new Topics(
                    new StaticListableBeanFactory().getBeanProvider(NumberedStream.class),
                    new StaticListableBeanFactory().getBeanProvider(StreamQueue.class)),
            limits,
            writers,
            events::add,
            new SimpleMeterRegistry());
    /** What the server has to do, in its order; done at once unless {@link #behind}. */
    final Queue<Runnable> reads = new ArrayDeque<>();

    boolean behind;
    boolean full;
    final Sweeper sweeper = new Sweeper(connections, limits, now::get, this::inTurn);
    final Reader reader = new Reader();
    final Connection connection = open();

    private Connection open() {
        var socket = mock(WebSocketSession.class);
        when(socket.getId()).thenReturn("1");
        var opened = new Connection(socket, new Outbound(reader, writers, 1000), null, now.get());
        connections.add(opened);
        return opened;
    }

    @AfterEach
    void stop() {
        writers.destroy();
    }

    @Test
    void evictsWhoPromisedHeartBeatsAndIsSilent() {
        connect(Heartbeat.negotiate(10_000, 0));
        pass(Duration.ofSeconds(25));
        assertThat(reader.closes).isEmpty();
        pass(Duration.ofSeconds(1));
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseCode.EVICTED.status()));
    }

    @Test
    void keepsWhoIsHeard() {
        connect(Heartbeat.negotiate(10_000, 0));
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(20));
            connection.heard(now.get());
        }
        assertThat(reader.closes).isEmpty();
    }

    @Test
    void neverWaitsLongerThanAMinuteWhateverWasNegotiated() {
        connect(Heartbeat.negotiate(3_600_000, 0));
        pass(Duration.ofSeconds(61));
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseCode.EVICTED.status()));
    }

    @Test
    void asksWhoPromisesNothingForASignOfLifeAndKeepsWhoGivesIt() {
        connect(Heartbeat.NONE);
        for (int round = 1; round <= 5; round++) {
            pass(limits.ping());
            int asked = round;
            Awaitility.await().untilAsserted(() -> assertThat(reader.pings).hasValue(asked));
            connection.heard(now.get());
        }
        assertThat(reader.closes).isEmpty();
    }

    @Test
    void evictsWhoPromisesNothingAndAnswersNothing() {
        connect(Heartbeat.NONE);
        pass(Duration.ofSeconds(20));
        pass(Duration.ofSeconds(25));
        assertThat(reader.closes).isEmpty();
        pass(Duration.ofSeconds(1));
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseCode.EVICTED.status()));
        assertThat(reader.pings).hasValue(2);
    }

    @Test
    void asksNobodyWhoIsHeardInTime() {
        connect(Heartbeat.negotiate(10_000, 0));
        for (int second = 0; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            // A beat that is due takes its time on the way.
            if (second % 11 == 0) {
                connection.heard(now.get());
            }
        }
        assertThat(reader.pings).hasValue(0);
        assertThat(reader.closes).isEmpty();
    }

    @Test
    void endsASocketThatNeverConnects() {
        pass(limits.connect().plusSeconds(1));
        Awaitility.await()
                .untilAsserted(() -> assertThat(reader.closes)
                        .extracting(CloseStatus::getCode)
                        .containsExactly(CloseStatus.POLICY_VIOLATION.getCode()));
    }

    @Test
    void takesNobodyForSilentWhomItHasNotReadYet() {
        connect(Heartbeat.negotiate(10_000, 0));
        behind = true;
        reads.add(() -> connection.heard(now.get()));
        pass(Duration.ofSeconds(40));
        assertThat(reader.closes).isEmpty();
        catchUp();
        assertThat(reader.closes).isEmpty();
        pass(Duration.ofSeconds(26));
        catchUp();
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseCode.EVICTED.status()));
    }

    @Test
    void waitsForAConnectThatTheServerHasNotReadYet() {
        behind = true;
        reads.add(() -> connect(Heartbeat.NONE));
        pass(limits.connect().plusSeconds(1));
        catchUp();
        assertThat(reader.closes).isEmpty();
    }

    @Test
    void waitsForAConnectThatIsBeingServed() {
        connection.lock().lock();
        pass(limits.connect().plusSeconds(1));
        connection.lock().unlock();
        assertThat(reader.closes).isEmpty();
    }

    @Test
    void asksOnceHoweverFarTheServerIsBehind() {
        behind = true;
        for (int second = 0; second < 10; second++) {
            pass(Duration.ofSeconds(1));
        }
        assertThat(reads).hasSize(1);
    }

    @Test
    void judgesInTheNextRoundIfThisOneCouldNot() {
        connect(Heartbeat.negotiate(10_000, 0));
        full = true;
        pass(Duration.ofSeconds(26));
        assertThat(reader.closes).isEmpty();
        full = false;
        pass(Duration.ofSeconds(1));
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseCode.EVICTED.status()));
    }

    @Test
    void keepsTheServersPromiseOfHeartBeats() {
        connect(Heartbeat.negotiate(0, 10_000));
        for (int second = 0; second < 30; second++) {
            pass(Duration.ofSeconds(1));
        }
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(reader.writes).hasSizeBetween(3, 4).containsOnly("\n"));
    }

    @Test
    void tellsForHowLongNothingWasHeardOfWhomItEvicted() {
        connect(Heartbeat.negotiate(10_000, 0));
        var session = new LiveSession(UUID.randomUUID(), 1, "1", LiveSession.Transport.WEBSOCKET, null, null);
        connections.begin(connection, session);
        pass(Duration.ofSeconds(10));
        connection.heard(now.get());
        pass(Duration.ofSeconds(26));
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        connections.remove(connection.id(), CloseStatus.NO_CLOSE_FRAME, now.get());
        assertThat(events)
                .containsExactly(new SessionBegan(session), new SessionEnded(session, false, Duration.ofSeconds(31)));
    }

    @Test
    void whoBreaksOffWasThereUntilThen() {
        connect(Heartbeat.negotiate(10_000, 0));
        var session = new LiveSession(UUID.randomUUID(), 1, "1", LiveSession.Transport.WEBSOCKET, null, null);
        connections.begin(connection, session);
        pass(Duration.ofSeconds(20));
        connections.remove(connection.id(), CloseStatus.NO_CLOSE_FRAME, now.get());
        assertThat(events).last().isEqualTo(new SessionEnded(session, false, Duration.ZERO));
    }

    private void connect(Heartbeat heartbeat) {
        connection.connected(new TestSignIn(1, "1", false), heartbeat);
    }

    private void inTurn(Runnable task) {
        if (full) {
            throw new RejectedExecutionException();
        }
        if (behind) {
            reads.add(task);
        } else {
            task.run();
        }
    }

    private void catchUp() {
        for (var task = reads.poll(); task != null; task = reads.poll()) {
            task.run();
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        sweeper.sweep();
        Awaitility.await().until(() -> writers.idle());
    }
}

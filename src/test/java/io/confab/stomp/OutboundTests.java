package io.confab.stomp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class OutboundTests {

    static final long SECOND = 1_000_000_000L;

    final AtomicLong now = new AtomicLong();
    final Writers writers = new Writers(now::get, new SimpleMeterRegistry());
    final Reader reader = new Reader();
    final Outbound outbound = new Outbound(reader, writers, 1000);

    /** A transport in the test's hand: a write is done when the test says so. */
    static final class Reader implements FrameWriter {
        final List<String> writes = new CopyOnWriteArrayList<>();
        final List<CloseStatus> closes = new CopyOnWriteArrayList<>();
        final AtomicInteger pings = new AtomicInteger();
        volatile boolean stalled;
        volatile boolean begun;
        volatile Runnable before = () -> {};
        volatile @Nullable Consumer<@Nullable Throwable> inFlight;

        @Override
        public void write(byte[] text, Consumer<@Nullable Throwable> done) {
            begun = true;
            before.run();
            assertThat(inFlight).as("one write at a time").isNull();
            writes.add(new String(text, UTF_8));
            if (stalled) {
                inFlight = done;
            } else {
                done.accept(null);
            }
        }

        @Override
        public void ping(Consumer<@Nullable Throwable> done) {
            pings.incrementAndGet();
            done.accept(null);
        }

        void takeAll() {
            stalled = false;
            var done = inFlight;
            inFlight = null;
            if (done != null) {
                done.accept(null);
            }
        }

        @Override
        public void close(CloseStatus status) {
            closes.add(status);
        }
    }

    private void send(String frames) {
        outbound.send(frames.getBytes(UTF_8));
    }

    @AfterEach
    void stop() {
        writers.destroy();
    }

    @Test
    void joinsWhatGatheredDuringAWrite() {
        reader.stalled = true;
        send("1");
        Awaitility.await().until(() -> reader.inFlight != null);
        send("2");
        send("3");
        reader.takeAll();
        Awaitility.await().untilAsserted(() -> assertThat(reader.writes).containsExactly("1", "23"));
    }

    @Test
    void keepsTheNewestValueOfAStreamForAReaderThatIsBehind() {
        reader.stalled = true;
        send("1");
        Awaitility.await().until(() -> reader.inFlight != null);
        latest("clock", "a1");
        send("2");
        latest("quotes", "b1");
        for (int tick = 2; tick <= 1000; tick++) {
            latest("clock", "a" + tick);
        }
        latest("quotes", "b2");
        reader.takeAll();
        Awaitility.await().untilAsserted(() -> assertThat(reader.writes).containsExactly("1", "a10002b2"));

        latest("clock", "a1001");
        Awaitility.await().untilAsserted(() -> assertThat(reader.writes).containsExactly("1", "a10002b2", "a1001"));
    }

    private void latest(String stream, String frame) {
        outbound.sendLatest(stream, frame.getBytes(UTF_8));
    }

    @Test
    void closesAReaderWhoseQueueOverflows() {
        reader.stalled = true;
        send("x".repeat(600));
        Awaitility.await().until(() -> reader.inFlight != null);
        send("y".repeat(600));
        send("z");
        reader.takeAll();
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseCode.TOO_SLOW.status()));
        assertThat(reader.writes).hasSize(1);
    }

    @Test
    void closesAReaderThatTakesNothingWhileDataWaits() {
        reader.stalled = true;
        send("1");
        Awaitility.await().until(() -> reader.inFlight != null);
        now.addAndGet(9 * SECOND);
        outbound.sweep(10 * SECOND, 5 * SECOND);
        now.addAndGet(2 * SECOND);
        outbound.sweep(10 * SECOND, 5 * SECOND);
        assertThat(reader.closes).isEmpty();
        reader.takeAll();
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseCode.TOO_SLOW.status()));
    }

    @Test
    void doesNotBlameAReaderForALateTurn() {
        var busy = new ArrayList<Reader>();
        var free = new CountDownLatch(1);
        for (int i = 0; i < Math.max(2, Runtime.getRuntime().availableProcessors()); i++) {
            var other = new Reader();
            other.before = () -> awaitQuietly(free);
            busy.add(other);
            new Outbound(other, writers, 1000).send("x".getBytes(UTF_8));
        }
        Awaitility.await().until(() -> busy.stream().allMatch(other -> other.begun));
        send("1");
        now.addAndGet(11 * SECOND);
        outbound.sweep(10 * SECOND, 5 * SECOND);
        free.countDown();
        Awaitility.await().untilAsserted(() -> assertThat(reader.writes).containsExactly("1"));
        assertThat(reader.closes).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cutsOffAReaderThatDoesNotComeBack() {
        reader.stalled = true;
        send("1");
        Awaitility.await().until(() -> reader.inFlight != null);
        now.addAndGet(11 * SECOND);
        outbound.sweep(10 * SECOND, 5 * SECOND);
        now.addAndGet(6 * SECOND);
        outbound.sweep(10 * SECOND, 5 * SECOND);
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseCode.TOO_SLOW.status()));
    }

    @Test
    void leavesAQuietReaderAlone() {
        send("1");
        Awaitility.await().until(() -> reader.writes.size() == 1);
        now.addAndGet(60 * SECOND);
        outbound.sweep(10 * SECOND, 5 * SECOND);
        send("2");
        Awaitility.await().until(() -> reader.writes.size() == 2);
        assertThat(reader.closes).isEmpty();
    }

    @Test
    void sendsWhatWaitsBeforeItCloses() {
        reader.stalled = true;
        send("1");
        Awaitility.await().until(() -> reader.inFlight != null);
        send("2");
        outbound.close(CloseStatus.NORMAL);
        send("late");
        reader.takeAll();
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseStatus.NORMAL));
        assertThat(reader.writes).containsExactly("1", "2");
    }

    @Test
    void sendsNothingMoreToWhoIsClosedNow() {
        reader.stalled = true;
        send("1");
        Awaitility.await().until(() -> reader.inFlight != null);
        send("secret");
        outbound.closeNow(CloseCode.BANNED.status());
        reader.takeAll();
        Awaitility.await().untilAsserted(() -> assertThat(reader.closes).containsExactly(CloseCode.BANNED.status()));
        assertThat(reader.writes).containsExactly("1");
    }

    @Test
    void pingsAheadOfWhatWaitsAndNeverDuringAWrite() {
        reader.stalled = true;
        send("1");
        Awaitility.await().until(() -> reader.inFlight != null);
        send("2");
        outbound.ping();
        assertThat(reader.pings).hasValue(0);
        reader.takeAll();
        Awaitility.await().untilAsserted(() -> assertThat(reader.writes).containsExactly("1", "2"));
        assertThat(reader.pings).hasValue(1);
    }

    @Test
    void beatsOnlyWhenNothingElseWasSent() {
        send("1");
        Awaitility.await().until(() -> reader.writes.size() == 1);
        outbound.beat(10 * SECOND);
        now.addAndGet(10 * SECOND);
        outbound.beat(10 * SECOND);
        Awaitility.await().untilAsserted(() -> assertThat(reader.writes).containsExactly("1", "\n"));
    }
}

package io.confab.stomp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.confab.stomp.OutboundTests.Reader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Under overload the pressure goes back to whoever publishes; a few stalled readers alone hold nobody. */
class WritersTests {

    static final long CAPACITY = 800;
    static final byte[] BULK = new byte[300];

    final AtomicLong now = new AtomicLong();
    final Writers writers = new Writers(now::get, new SimpleMeterRegistry());
    final List<Reader> readers = new ArrayList<>();

    @AfterEach
    void stop() {
        writers.destroy();
    }

    @Test
    void holdsThePublisherWhileManyReadersAreBehind() {
        stall(40);
        var paced = CompletableFuture.runAsync(writers::pace);
        Awaitility.await().during(Duration.ofMillis(100)).until(() -> !paced.isDone());
        readers.forEach(Reader::takeAll);
        Awaitility.await().until(paced::isDone);
        assertThat(readers).allSatisfy(reader -> assertThat(reader.closes).isEmpty());
    }

    @Test
    void holdsThePublisherNoLongerThanAMoment() {
        stall(40);
        var paced = CompletableFuture.runAsync(writers::pace);
        Awaitility.await().until(() -> {
            now.addAndGet(10_000_000);
            return paced.isDone();
        });
    }

    @Test
    void letsAFewStalledReadersHoldNobody() {
        stall(3);
        CompletableFuture.runAsync(writers::pace).join();
        assertThat(now).hasValue(0);
    }

    private void stall(int count) {
        for (int i = 0; i < count; i++) {
            var reader = new Reader();
            reader.stalled = true;
            readers.add(reader);
            writers.opened();
            new Outbound(reader, writers, CAPACITY).send(BULK);
        }
        Awaitility.await().until(() -> readers.stream().allMatch(reader -> reader.inFlight != null));
    }
}

package io.confab.stomp;

import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class RelayQueueTests {

    static final Duration NOT_AT_ALL = Duration.ofMillis(1);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RelayQueue queue = new RelayQueue(
            new RelaySettings("broker", 1, "", "", "/", false, null, Duration.ofSeconds(1), DataSize.ofKilobytes(1)),
            meters);

    @Test
    void keepsTheOrder() throws Exception {
        queue.open();
        add("one");
        add("two");

        assertThat(queue.take(1000, NOT_AT_ALL)).map(told -> told.json().get()).containsExactly("one", "two");
        assertThat(queue.take(1000, NOT_AT_ALL)).isEmpty();
    }

    @Test
    void dropsEverythingWithoutABroker() throws Exception {
        add("one");
        queue.open();
        add("two");
        queue.close();

        assertThat(queue.take(1000, NOT_AT_ALL)).isEmpty();
        assertThat(dropped()).isEqualTo(2);
    }

    @Test
    void dropsWhatDoesNotFitAndTakesAgainWhatDoes() throws Exception {
        queue.open();
        add("x".repeat(800));
        add("y".repeat(800));
        assertThat(queue.take(1, NOT_AT_ALL)).hasSize(1);
        add("z".repeat(800));

        assertThat(queue.take(1000, NOT_AT_ALL))
                .map(told -> told.json().get().charAt(0))
                .containsExactly('z');
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void givesNoMoreThanAFrameTakes() throws Exception {
        queue.open();
        add("x".repeat(300));
        add("y".repeat(300));

        assertThat(queue.take(500, NOT_AT_ALL)).hasSize(1);
        assertThat(queue.take(500, NOT_AT_ALL)).hasSize(1);
    }

    private void add(String text) {
        queue.add(Relayed.signal(new Signal("s", text)));
    }

    private double dropped() {
        return meters.counter("confab.relay.dropped").count();
    }
}

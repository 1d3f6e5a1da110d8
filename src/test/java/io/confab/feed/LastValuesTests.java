package io.confab.feed;

import java.time.Instant;

import io.confab.stomp.Destination;
import io.confab.stomp.RecordingBroadcaster;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LastValuesTests {

    private static final Destination CLOCK = Destination.topic("feeds", "clock");

    private final RecordingBroadcaster broadcaster = new RecordingBroadcaster();
    private final LastValues last = new LastValues(broadcaster);

    private static FeedValue value(long epoch, long number) {
        return new FeedValue("clock", epoch, number, Instant.EPOCH, "{\"a b\":\"" + epoch + " " + number + "\"}");
    }

    @Test
    void tellsEachValueOnceAndNoneThatIsOlder() {
        broadcaster.expect(CLOCK);
        assertThat(last.accept(value(1, 1))).isTrue();
        assertThat(last.accept(value(1, 2))).isTrue();
        assertThat(last.accept(value(1, 2))).isFalse();
        assertThat(last.accept(value(1, 1))).isFalse();
        // Another has taken over; what the one before it still says comes too late.
        assertThat(last.accept(value(2, 1))).isTrue();
        assertThat(last.accept(value(1, 3))).isFalse();

        assertThat(broadcaster.here(CLOCK)).containsExactly(value(1, 1), value(1, 2), value(2, 1));
        assertThat(last.of("clock")).contains(value(2, 1));
    }

    @Test
    void whatTheNextOwnerOfAFeedSaysAgainIsNotToldAgain() {
        broadcaster.expect(CLOCK);
        var first = new FeedValue("clock", 1, 7, Instant.EPOCH, "1");
        var again = new FeedValue("clock", 2, 1, Instant.EPOCH, "1");
        var next = new FeedValue("clock", 2, 2, Instant.EPOCH, "2");
        assertThat(last.accept(first)).isTrue();
        assertThat(last.accept(again)).isTrue();
        assertThat(last.of("clock")).contains(again);
        assertThat(last.accept(next)).isTrue();

        assertThat(broadcaster.here(CLOCK)).containsExactly(first, next);
    }

    @Test
    void aValueIsTheSameOnTheOtherNode() {
        assertThat(FeedValue.decoded(value(3, 4).encoded())).isEqualTo(value(3, 4));
    }
}

package io.confab.webhook;

import java.time.Duration;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTests {

    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(5), Duration.ofMinutes(10));

    @Property
    void isAQuarterAroundTwiceAsLongFromOneToTheNextAndNoMoreThanTheLongest(
            @ForAll @IntRange(min = 1, max = 1000) int failures, @ForAll long seed) {
        long exact = failures > 8 ? 600_000 : Math.min(600_000, 5_000L << failures - 1);
        var waited = BACK_OFF.after(failures, null, new Random(seed));
        assertThat(waited.toMillis()).isBetween(exact * 3 / 4, exact * 5 / 4);
    }

    @Test
    void isNotTheSameForAll() {
        var random = new Random(1);
        assertThat(BACK_OFF.after(3, null, random)).isNotEqualTo(BACK_OFF.after(3, null, random));
    }

    @Test
    void whatTheReceiverAsksForCountsIfItIsNotTooMuch() {
        var random = new Random(1);
        assertThat(BACK_OFF.after(1, Duration.ofSeconds(30), random)).isEqualTo(Duration.ofSeconds(30));
        assertThat(BACK_OFF.after(1, Duration.ofSeconds(1), random)).isGreaterThan(Duration.ofSeconds(3));
        assertThat(BACK_OFF.after(1, Duration.ofDays(30), random)).isEqualTo(Duration.ofMinutes(10));
    }
}

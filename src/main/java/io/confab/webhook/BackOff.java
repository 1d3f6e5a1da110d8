package io.confab.webhook;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/** How long is waited after an attempt that failed: twice as long from one to the next, and never all at the same moment. */
record BackOff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;
    private static final double LEAST = 0.75;
    private static final double MOST = 1.25;

    /**
     * @param failures so far, 1 or more
     * @param asked    how long the receiver asked to be left alone, if it did: no more than the longest counts
     */
    Duration after(int failures, @Nullable Duration asked, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
        long wanted = Math.min(Math.max(doubled, first.toMillis()), longest.toMillis());
        long jittered = (long) (wanted * random.nextDouble(LEAST, MOST));
        long least = asked == null ? 0 : Math.min(asked.toMillis(), longest.toMillis());
        return Duration.ofMillis(Math.max(jittered, least));
    }
}

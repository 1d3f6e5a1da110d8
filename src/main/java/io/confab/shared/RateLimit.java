package io.confab.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;

/** One {@linkplain Rate rate} for each key: an address, an account. Kept by this node alone. Thread-safe. */
public final class RateLimit<K> {

    /*
     * A bucket that rested for a whole period is full again, so that forgetting it then changes nothing. Only who comes
     * from more than this many addresses within a period is counted too mildly.
     */
    private static final int KEYS = 100_000;

    private final boolean enabled;
    private final Rate rate;
    private final TimeMeter time;
    private final Cache<K, Bucket> buckets;

    public RateLimit(boolean enabled, Rate rate, Clock clock) {
        this.enabled = enabled;
        this.rate = rate;
        this.time = new ClockTime(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(KEYS)
                .expireAfterAccess(rate.period())
                .build();
    }

    /** @throws Refusal {@code rate-limited} if this key has used up its rate */
    public void require(K key) {
        if (!enabled) {
            return;
        }
        var probe = bucket(key).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ErrorCode.RATE_LIMITED
                    .because("Too many attempts. Try again later.")
                    .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** Whether this key has not used up its rate; then this counts. */
    public boolean allows(K key) {
        return !enabled || bucket(key).tryConsume(1);
    }

    /** What was {@linkplain #require required} does not count after all. */
    public void giveBack(K key) {
        if (enabled) {
            bucket(key).addTokens(1);
        }
    }

    private Bucket bucket(K key) {
        return buckets.get(
                key,
                any -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(rate.count()).refillGreedy(rate.count(), rate.period()))
                        .withCustomTimePrecision(time)
                        .build());
    }

    private record ClockTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}

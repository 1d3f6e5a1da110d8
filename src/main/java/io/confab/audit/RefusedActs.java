package io.confab.audit;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.confab.shared.Rate;
import io.confab.shared.RateLimit;

/**
 * Whose refused acts are written down still: an entry is never removed, so whoever tries without end must not fill the disk
 * with it, nor hide among it what others did. Thread-safe.
 */
final class RefusedActs {

    private final RateLimit<Long> rate;
    private final Map<Long, Integer> passedOver = new ConcurrentHashMap<>();

    RefusedActs(Rate rate, Clock clock) {
        this.rate = new RateLimit<>(true, rate, clock);
    }

    /** Whether the next of this account is written down; otherwise it is counted. */
    boolean admit(long account) {
        boolean admitted = rate.allows(account);
        if (!admitted) {
            passedOver.merge(account, 1, Integer::sum);
        }
        return admitted;
    }

    /** How many of this account were counted since this was asked last. */
    int takePassedOver(long account) {
        var count = passedOver.remove(account);
        return count == null ? 0 : count;
    }
}

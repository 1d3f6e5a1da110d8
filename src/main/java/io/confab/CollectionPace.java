package io.confab;

import java.time.Duration;

/** Whether collections follow closely on one another. One thread at a time. */
final class CollectionPace {

    /** Collections that follow closer than this are a burden; each may take 10 ms and more on a small machine. */
    private static final Duration OFTEN = Duration.ofSeconds(3);

    /** Without any for so long it is calm. */
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private Duration last = OFTEN.negated();
    private boolean busy;

    /** There was one, at that time since any beginning. */
    void collected(Duration at) {
        look(at);
        busy |= at.minus(last).compareTo(OFTEN) < 0;
        last = at;
    }

    /** It is that late now. */
    void look(Duration now) {
        busy &= now.minus(last).compareTo(SELDOM) < 0;
    }

    boolean isBusy() {
        return busy;
    }
}

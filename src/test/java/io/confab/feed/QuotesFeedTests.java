package io.confab.feed;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuotesFeedTests {

    private static Object afterAnHour(long seed) {
        var feed = new QuotesFeed(seed);
        for (int second = 1; second < 3600; second++) {
            feed.next(Instant.ofEpochSecond(second));
        }
        return feed.next(Instant.ofEpochSecond(3600));
    }

    @Test
    void theSameSeedGivesTheSameWalk() {
        assertThat(afterAnHour(7)).isEqualTo(afterAnHour(7)).isNotEqualTo(afterAnHour(8));
    }
}

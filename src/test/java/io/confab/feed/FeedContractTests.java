package io.confab.feed;

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class FeedContractTests {

    private final FeedValue tick = new FeedValue("clock", 3, 17, NOON, "{\"time\":\"" + NOON + "\"}");

    @Test
    void events() {
        assertExample("feed.changed", tick);
    }

    @Test
    void answers() {
        assertExample("feed", new FeedController.Opened("clock", tick));
        assertExample("feeds", new FeedController.Names(List.of("clock", "quotes")));
    }
}

package io.confab.feed;

import java.time.Duration;
import java.time.Instant;

import org.springframework.stereotype.Component;

/** The server's time, every second. */
@Component
class ClockFeed implements FeedSource {

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Object next(Instant now) {
        return new Time(now);
    }

    record Time(Instant time) {}
}

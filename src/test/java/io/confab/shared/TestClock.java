package io.confab.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock in the test's hand: it moves only when told to. Thread-safe. */
public final class TestClock extends Clock {

    private volatile Instant now;

    /** Starts at a round moment. */
    public TestClock() {
        this(Instant.parse("2026-01-01T12:00:00Z"));
    }

    public TestClock(Instant start) {
        now = start;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Confab's times are in UTC.");
    }
}

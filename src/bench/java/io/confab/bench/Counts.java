package io.confab.bench;

import org.jspecify.annotations.Nullable;

/**
 * What the load generator has counted since it was reset: its answer to every command.
 *
 * @param nanos its clock
 * @param ready connections that are open and subscribed
 * @param sent posts
 * @param acknowledged posts whose receipt came
 * @param refused posts that the server refused
 * @param delivered deliveries, each counted once
 * @param repeated deliveries that had come before
 * @param late deliveries that came after a later one
 * @param lost deliveries that should have come and did not; final only when it has stopped
 * @param failures connections that were closed or never opened
 * @param failure the first of them
 * @param median latency, in nanoseconds
 */
record Counts(
        long nanos,
        int ready,
        long sent,
        long acknowledged,
        long refused,
        long delivered,
        long repeated,
        long late,
        long lost,
        long failures,
        @Nullable String failure,
        long median,
        long p99,
        long max) {}

package io.confab.cluster;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A node that is alive.
 *
 * @param report what it last told of itself, at most a second old; null before the first time
 */
public record NodeReport(
        String id, Instant startedAt, @Nullable String report) {}

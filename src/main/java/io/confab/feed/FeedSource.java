package io.confab.feed;

import java.time.Duration;
import java.time.Instant;

/**
 * Where the values of a feed come from: a bean of this type is a feed. It is asked on one node of a cluster at a time, by one
 * thread at a time.
 */
public interface FeedSource {

    /** Small letters, digits, dots and hyphens; at most 64. */
    String name();

    /** How often it is asked, at the full multiples of this since 1970. */
    Duration interval();

    /** The value now, as it is to be written as JSON. One that equals the one before is not sent. */
    Object next(Instant now);
}

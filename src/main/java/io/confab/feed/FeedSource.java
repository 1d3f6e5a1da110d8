package io.confab.feed;

import java.time.Duration;
import java.time.Instant;

import tools.jackson.databind.JsonNode;

/**
 * Where the values of a feed come from: a bean of this type is a feed. It is asked on one node of a cluster at a time, by one
 * thread at a time.
 */
public interface FeedSource {

    /** Small letters, digits, dots and hyphens; at most 64. */
    String name();

    /** How often it is asked, at the full multiples of this since 1970. */
    Duration interval();

    /**
     * What the feed's last value was, whoever said it: called before this node asks for the first one after it took the feed. A
     * source whose next value depends on the one before goes on from it.
     */
    default void goOnFrom(JsonNode last) {}

    /** The value now, as it is to be written as JSON. One that equals the one before is not sent. */
    Object next(Instant now);
}

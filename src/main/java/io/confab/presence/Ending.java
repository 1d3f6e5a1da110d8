package io.confab.presence;

import java.time.Instant;

/**
 * How an account's session ended.
 *
 * @param seenAt when something was heard of it last
 * @param at from when it counts as ended, which is later for one that fell silent
 */
record Ending(Instant seenAt, Instant at, boolean goodBye) {

    Ending(Instant at, boolean goodBye) {
        this(at, at, goodBye);
    }

    /** The later one of two, and when something was heard of either last. */
    Ending later(Ending other) {
        var last = other.at.isAfter(at) ? other : this;
        return new Ending(other.seenAt.isAfter(seenAt) ? other.seenAt : seenAt, last.at, last.goodBye);
    }
}

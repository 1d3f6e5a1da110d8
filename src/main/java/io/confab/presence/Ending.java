package io.confab.presence;

import java.time.Instant;

/** How an account's session ended. */
record Ending(Instant at, boolean goodBye) {

    Ending later(Ending other) {
        return other.at.isAfter(at) ? other : this;
    }
}

package io.confab.moderation;

import java.time.Instant;

import io.confab.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said against a decision about them.
 *
 * @param answer null while nobody has answered
 */
record Appeal(String text, Instant at, @Nullable Answer answer) {

    enum Outcome {
        UPHELD,
        LIFTED
    }

    record Answer(Outcome outcome, String text, AccountId by, Instant at) {}
}

package io.confab.message;

import java.time.Instant;

import io.confab.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * What a message said before it was taken away.
 *
 * @param purge the id of what it was taken away with, null if that was alone
 */
record Original(
        long message,
        String body,
        Mentions mentions,
        Instant removedAt,
        AccountId removedBy,
        @Nullable String reason,
        @Nullable Long purge) {

    static Original of(StoredMessage message, Command.Delete delete, Instant now) {
        return new Original(
                message.id(),
                message.body(),
                message.mentions(),
                now,
                delete.author(),
                delete.reason(),
                delete.purge());
    }
}

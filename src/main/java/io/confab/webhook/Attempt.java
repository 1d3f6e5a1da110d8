package io.confab.webhook;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt to tell a receiver something.
 *
 * @param status     of its answer, null if there was none
 * @param error      why it was none, or no good one; null if the receiver has it
 * @param answer     the beginning of what it answered
 * @param took       how long that was
 * @param retryAfter how long the receiver asked to be left alone, if it did
 */
record Attempt(
        @Nullable Integer status,
        @Nullable Error error,
        String answer,
        Duration took,
        @Nullable Duration retryAfter) {

    /** Why somebody does not have what was told. The names are on the wire, and in the delivery log. */
    enum Error {
        /** The answer was neither a success nor a redirect. */
        STATUS,
        /** Redirects are not followed. */
        REDIRECT,
        TIMEOUT,
        /** No address has this name. */
        UNKNOWN_HOST,
        /** The address is not a public one. */
        ADDRESS_REFUSED,
        /** TLS was not agreed upon, or the certificate is not trusted. */
        TLS,
        /** No connection, or it broke. */
        CONNECTION
    }

    boolean succeeded() {
        return error == null;
    }

    /** Whether there was somebody at all: otherwise whatever else is to be told there can wait, too. */
    boolean reached() {
        return status != null;
    }
}

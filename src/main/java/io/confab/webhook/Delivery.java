package io.confab.webhook;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that is to be told, or was, as its row says it.
 *
 * @param webhookId the same however often it is told, so that a receiver knows it again
 * @param attempts  made so far
 * @param lastAt    when the last of them was made
 * @param status    what was answered then
 * @param error     why it is no success; null if it is one, or was not tried
 * @param excerpt   the beginning of an answer that was none
 */
record Delivery(
        long id,
        Lane lane,
        String webhookId,
        String type,
        String body,
        State state,
        int attempts,
        Instant createdAt,
        @Nullable Instant lastAt,
        @Nullable Long millis,
        @Nullable Integer status,
        Attempt.@Nullable Error error,
        @Nullable String excerpt) {

    enum State {
        WAITING,
        DELIVERED,
        /** It was tried as often as is tried, and nobody tries again unless somebody says so. */
        PARKED
    }
}

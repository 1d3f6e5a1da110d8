package io.confab.message;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What a client sends to say something, wherever and by whatever way. */
public record PostMessage(
        @NotNull String clientId,
        @NotNull String body,
        @Nullable Long replyTo) {

    public Draft draft() {
        return new Draft(clientId, body, replyTo == null ? null : new MessageId(replyTo));
    }
}

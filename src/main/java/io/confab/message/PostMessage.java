package io.confab.message;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What a client sends to say something, wherever and by whatever way. */
public record PostMessage(
        @NotNull @Schema(minLength = 1, maxLength = Text.MAX_CLIENT_ID_LENGTH)
        String clientId,

        @NotNull @Schema(minLength = 1, maxLength = Text.MAX_BODY_LENGTH)
        String body,

        @Nullable Long replyTo) {

    public Draft draft() {
        return new Draft(clientId, body, replyTo == null ? null : new MessageId(replyTo));
    }
}

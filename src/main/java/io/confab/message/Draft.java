package io.confab.message;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say.
 *
 * @param clientId makes the draft known: however often it arrives, it is posted once
 * @param replyTo  a message of the same room that this one answers
 */
public record Draft(String clientId, String body, @Nullable MessageId replyTo) {

    public Draft {
        Text.requireClientId(clientId);
        Text.requireBody(body);
    }
}

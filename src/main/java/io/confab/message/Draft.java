package io.confab.message;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say.
 *
 * @param clientId makes the draft known: however often it arrives, it is posted once
 * @param replyTo  a message of the same room that this one answers
 * @param accepting whether its author accepts by it to talk in the room
 */
public record Draft(String clientId, String body, @Nullable MessageId replyTo, boolean accepting) {

    public Draft {
        Text.requireClientId(clientId);
        Text.requireBody(body);
    }

    public Draft(String clientId, String body, @Nullable MessageId replyTo) {
        this(clientId, body, replyTo, false);
    }

    public Draft asAcceptance() {
        return new Draft(clientId, body, replyTo, true);
    }
}

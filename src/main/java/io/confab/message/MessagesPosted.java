package io.confab.message;

import java.util.List;

/** What one commit of the log posted, in whatever rooms. An application event, after the commit, on this node alone. */
public record MessagesPosted(List<MessageView> messages) {

    public MessagesPosted {
        messages = List.copyOf(messages);
    }
}

package io.confab.stomp;

import java.util.Collection;
import java.util.List;

/**
 * Pushes events to whoever is subscribed. Never blocks, never throws for a receiver's sake; call it after the commit.
 * Thread-safe.
 */
public interface Broadcaster {

    /**
     * Publishes events of {@linkplain NumberedStream numbered streams}. Per destination, subscribers get them in the
     * order of their revs and each once, in whatever order and on whatever thread they are published. What one commit
     * produced is best published in one call.
     */
    void publish(List<NumberedEvent> events);

    /** Publishes an ephemeral event: whoever is not subscribed now never gets it. */
    void publish(Destination topic, Object body);

    /** Publishes an ephemeral event on each of these accounts' own queue. */
    void publish(Collection<Long> accounts, Destination queue, Object body);

    /** Ends the account's live subscriptions of a topic at once, on all of its connections. */
    void revoke(Destination topic, long account);
}

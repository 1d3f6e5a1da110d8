package io.confab.stomp;

import java.util.Collection;
import java.util.List;

/**
 * Pushes events to whoever is subscribed. Call it after the commit. It never fails and never waits for the sake of one
 * receiver. Thread-safe.
 */
public interface Broadcaster {

    /**
     * Publishes events of {@linkplain NumberedStream numbered streams}. Per destination, subscribers get them in the
     * order of their revs and each once, in whatever order and on whatever thread they are published. What one commit
     * produced is best published in one call.
     *
     * <p>While the writers, or many of the receivers at once, cannot keep up, this holds the caller for up to 250 ms, so
     * that the pressure goes back to whoever posts.
     */
    void publish(List<NumberedEvent> events);

    /** Publishes an ephemeral event: whoever is not subscribed now never gets it. */
    void publish(Destination topic, Object body);

    /** The same for the subscribers on this node alone: for what every node finds out by itself. */
    void publishHere(Destination topic, Object body);

    /**
     * The same for a value that makes the one before it worthless: a subscriber who is behind, and has not taken that one
     * yet, gets this in its place. How much waits for somebody does not grow with it.
     */
    void publishLatestHere(Destination topic, Object body);

    /** Publishes an ephemeral event on each of these accounts' own queue, on whatever node they are. */
    void publish(Collection<Long> accounts, Destination queue, Object body);

    /** The same for their connections to this node alone: for what every node finds out by itself. */
    void publishHere(Collection<Long> accounts, Destination queue, Object body);

    /** Ends the account's live subscriptions of a topic at once, on all of its connections to this node. */
    void revoke(Destination topic, long account);
}

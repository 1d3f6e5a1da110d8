package io.confab.stomp;

import java.util.Map;

/**
 * A queue of everybody's own over which numbered streams come to them: each with its own numbers and its own order, as if
 * the account had subscribed to it. Which streams, the feature that implements this decides.
 */
public interface StreamQueue {

    /** The user destination that clients subscribe to. */
    Destination queue();

    /**
     * The streams that the account may hear now. Asked for each subscription of the queue, before its receipt, and
     * whenever {@link StreamQueues#refresh} is called.
     */
    Map<Destination, Stream> streams(long account);

    /**
     * @param head  the newest committed rev
     * @param young whether it began a moment ago: who was subscribed before gets it from its beginning, as some of it may
     *              have been said before this node heard of it
     */
    record Stream(long head, boolean young) {}
}

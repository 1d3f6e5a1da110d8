package io.confab.stomp;

import java.util.Collection;

/** What comes over the {@linkplain StreamQueue queues of streams} to the connections of this node. Thread-safe. */
public interface StreamQueues {

    /**
     * Which streams come to these accounts is another: asks anew, begins what is new and ends what is over. Call it on
     * every node, after the commit.
     */
    void refresh(Destination queue, Collection<Long> accounts);
}

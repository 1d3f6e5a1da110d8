package io.confab.stomp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The streams that come over one subscription of a {@link StreamQueue}, each a subscription of its own to the stream's
 * topic, under the same id. It ends with the one that it belongs to. Thread-safe.
 */
final class Followed {

    private final ReentrantLock refreshing = new ReentrantLock();
    private final Map<Destination, Subscription> streams = new HashMap<>();
    private boolean closed;

    /** Held by whoever asks which streams there are: an answer that is older than another's does not undo it. */
    ReentrantLock refreshing() {
        return refreshing;
    }

    synchronized Set<Destination> destinations() {
        return Set.copyOf(streams.keySet());
    }

    /** False if the queue's subscription has ended. */
    synchronized boolean add(Subscription stream) {
        if (!closed) {
            streams.put(stream.topic().destination(), stream);
        }
        return !closed;
    }

    @Nullable
    synchronized Subscription find(Destination stream) {
        return streams.get(stream);
    }

    synchronized void forget(Subscription stream) {
        streams.remove(stream.topic().destination(), stream);
    }

    /** Nothing is added from now on; what was there is to be ended. */
    synchronized List<Subscription> close() {
        closed = true;
        return List.copyOf(streams.values());
    }
}

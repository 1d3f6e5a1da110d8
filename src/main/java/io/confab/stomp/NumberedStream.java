package io.confab.stomp;

import java.util.Collection;
import java.util.Map;

/**
 * Where the numbered events of some destinations can be read again: from the database, which is the truth. The feature
 * that publishes {@link NumberedEvent}s to a destination implements this for it.
 */
public interface NumberedStream {

    boolean owns(Destination destination);

    /** The newest committed rev. */
    long head(Destination destination);

    /** The newest committed revs of several destinations, read at once. */
    Map<Destination, Long> heads(Collection<Destination> destinations);

    /** One event that holds every change after {@code rev}: {@code from} is {@code rev}, its own rev at least the head. */
    NumberedEvent since(Destination destination, long rev);
}

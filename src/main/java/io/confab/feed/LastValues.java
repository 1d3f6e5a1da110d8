package io.confab.feed;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.confab.stomp.Broadcaster;
import io.confab.stomp.Destination;
import org.springframework.stereotype.Component;

/**
 * The newest value of each feed that this node has heard of. Subscribers here get each value once and never an older one,
 * from whatever side and in whatever order it comes, and none that equals what they have: the next owner of a feed says again
 * what the one before it said. Thread-safe.
 */
@Component
class LastValues {

    private final Broadcaster broadcaster;
    private final Map<String, FeedValue> values = new ConcurrentHashMap<>();

    LastValues(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    static Destination topic(String feed) {
        return Destination.topic("feeds", feed);
    }

    /** Whether it is newer than what was known. */
    boolean accept(FeedValue value) {
        // Within the map's lock of the feed, so that what goes out goes out in this order.
        var kept = values.compute(value.feed(), (feed, known) -> {
            if (known != null && !value.isNewerThan(known)) {
                return known;
            }
            if (known == null || !known.value().equals(value.value())) {
                broadcaster.publishLatestHere(topic(feed), value);
            }
            return value;
        });
        return kept == value;
    }

    Optional<FeedValue> of(String feed) {
        return Optional.ofNullable(values.get(feed));
    }
}

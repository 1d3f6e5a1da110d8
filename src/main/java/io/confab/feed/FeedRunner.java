package io.confab.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.confab.cluster.Node;
import io.confab.stomp.Signal;
import io.confab.stomp.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the sources of the feeds that are this node's. In a cluster a feed is one node's at a time: another takes it when the
 * node is found dead, and what the old one might still say is older than anything the new one says.
 */
@Component
class FeedRunner {

    /*
     * A value is in the database before anybody hears it, wherever there is another node: that is how the others know it
     * when the broker is away, and what a node that was given up for dead cannot write. A node alone writes nothing by the
     * second; who subscribes gets the value from its memory. As soon as another comes it writes what it has: the next change
     * may be far away.
     */

    private static final Logger LOG = LoggerFactory.getLogger(FeedRunner.class);

    static final String SUBJECT = "feed";

    private final FeedStore store;
    private final LastValues last;
    private final Signals signals;
    private final Node node;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Ownership> owned = new ConcurrentHashMap<>();
    private volatile boolean alone;

    FeedRunner(FeedStore store, LastValues last, Signals signals, Node node, JsonMapper json, Clock clock) {
        this.store = store;
        this.last = last;
        this.signals = signals;
        this.node = node;
        this.json = json;
        this.clock = clock;
    }

    /** Guarded by itself. */
    private static final class Ownership {
        final String node;
        final long epoch;

        /** What its owner before this one said last, until the source has heard of it. */
        @Nullable
        FeedValue inherited;

        @Nullable
        FeedValue last;

        /** Whether the last one is in the database, and the others were told. */
        boolean shared;

        Ownership(String node, long epoch, @Nullable FeedValue inherited) {
            this.node = node;
            this.epoch = epoch;
            this.inherited = inherited;
        }
    }

    /** Takes those of the feeds that are nobody's. Call it now and then. */
    void claim(Collection<String> feeds) {
        alone = node.reports().size() <= 1;
        feeds.forEach(this::claim);
        owned.values().forEach(this::share);
    }

    private void claim(String feed) {
        var mine = owned.get(feed);
        if (mine == null || !mine.node.equals(node.id())) {
            store.create(feed);
            owned.remove(feed);
            // Its row has what the owner before said last: that one writes no more.
            store.claim(feed, node.id())
                    .ifPresent(epoch -> owned.put(
                            feed,
                            new Ownership(node.id(), epoch, store.find(feed).orElse(null))));
        }
    }

    /** Asks the source, if the feed is this node's, and tells what has changed. */
    void tick(FeedSource source) {
        var mine = owned.get(source.name());
        if (mine == null || !mine.node.equals(node.id())) {
            return;
        }
        try {
            inherit(mine, source);
            var now = atFullInterval(clock.instant(), source.interval());
            tell(mine, source.name(), now, json.writeValueAsString(source.next(now)));
        } catch (RuntimeException failure) {
            LOG.warn("The feed {} has no value now: {}", source.name(), failure.toString());
        }
    }

    private void inherit(Ownership mine, FeedSource source) {
        FeedValue inherited;
        synchronized (mine) {
            inherited = mine.inherited;
            mine.inherited = null;
        }
        if (inherited != null) {
            source.goOnFrom(json.readTree(inherited.value()));
        }
    }

    private void tell(Ownership mine, String feed, Instant now, String text) {
        synchronized (mine) {
            var before = mine.last;
            if (before != null && before.value().equals(text)) {
                return;
            }
            var value = new FeedValue(feed, mine.epoch, before == null ? 1 : before.number() + 1, now, text);
            boolean shared = !alone;
            if (shared && !write(mine, value)) {
                return;
            }
            mine.last = value;
            mine.shared = shared;
            last.accept(value);
            if (shared) {
                signals.send(new Signal(SUBJECT, value.encoded()));
            }
        }
    }

    private void keep(Ownership mine) {
        synchronized (mine) {
            var value = mine.last;
            if (value != null && !mine.shared) {
                mine.shared = write(mine, value);
            }
        }
    }

    private void share(Ownership mine) {
        synchronized (mine) {
            var value = mine.last;
            if (!alone && value != null && !mine.shared && write(mine, value)) {
                mine.shared = true;
                signals.send(new Signal(SUBJECT, value.encoded()));
            }
        }
    }

    private boolean write(Ownership mine, FeedValue value) {
        boolean written = store.write(value, mine.node);
        if (!written) {
            LOG.info("The feed {} is another node's now", value.feed());
            owned.remove(value.feed(), mine);
        }
        return written;
    }

    /** The moment that was meant: whoever ticks does so a little late. */
    private static Instant atFullInterval(Instant now, Duration interval) {
        long millis = interval.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli() + millis / 2, millis) * millis);
    }

    /** Another may take them at once, and goes on from what was said last. */
    void release() {
        owned.values().forEach(this::keep);
        owned.clear();
        store.release(node.id());
    }
}

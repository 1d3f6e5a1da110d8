package io.confab.stomp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * What waits to be told to the other nodes. It is bounded and drops what does not fit, and everything while there is no
 * broker: whatever counts is in the database, where each node looks once a second. Putting something in never blocks.
 * Thread-safe.
 */
@Component
@EnableConfigurationProperties(RelaySettings.class)
class RelayQueue implements Signals {

    /** What an entry takes besides its text, so that very many small ones are bounded too. */
    private static final int ENTRY = 100;

    private record Waiting(Relayed relayed, int size) {}

    private final boolean enabled;
    private final long capacity;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Counter dropped;
    private long size;
    private boolean open;

    RelayQueue(RelaySettings settings, MeterRegistry meters) {
        this.enabled = settings.enabled();
        this.capacity = settings.queue().toBytes();
        this.dropped = meters.counter("confab.relay.dropped");
        if (enabled) {
            meters.gauge("confab.relay.queue", this, RelayQueue::size);
        }
    }

    /** Whether there are other nodes to tell anything. */
    boolean enabled() {
        return enabled;
    }

    void add(Relayed relayed) {
        if (!enabled) {
            return;
        }
        int needed = ENTRY + relayed.json().get().length();
        boolean full;
        synchronized (this) {
            full = !open || size + needed > capacity;
            if (!full) {
                waiting.add(new Waiting(relayed, needed));
                size += needed;
                notifyAll();
            }
        }
        if (full) {
            dropped.increment();
        }
    }

    @Override
    public void send(Signal signal) {
        add(Relayed.signal(signal));
    }

    /** From now on what is added is kept. */
    synchronized void open() {
        open = true;
    }

    /** Drops what waits, and what comes. */
    synchronized void close() {
        open = false;
        dropped.increment(waiting.size());
        waiting.clear();
        size = 0;
    }

    /** What was taken and could not be sent. */
    void lost(int entries) {
        dropped.increment(entries);
    }

    /** Everything that waits, up to {@code most} characters; nothing if nothing comes in this time. */
    synchronized List<Relayed> take(int most, Duration patience) throws InterruptedException {
        if (waiting.isEmpty()) {
            wait(patience.toMillis());
        }
        var taken = new ArrayList<Relayed>();
        int chars = 0;
        for (var next = waiting.peek(); next != null && (taken.isEmpty() || chars + next.size() <= most); ) {
            waiting.remove();
            taken.add(next.relayed());
            chars += next.size();
            size -= next.size();
            next = waiting.peek();
        }
        return taken;
    }

    private synchronized long size() {
        return size;
    }
}

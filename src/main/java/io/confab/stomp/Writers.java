package io.confab.stomp;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The threads that write to the connections. A connection with something to send waits for its turn; while the writers
 * are busy more gathers for it, so that the busier they are the fewer writes a delivery takes.
 */
@Component
class Writers implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

    /** How long a connection may wait for its turn before whoever publishes is slowed down. */
    private static final long LAG_NANOS = Duration.ofMillis(20).toNanos();

    /** A publisher is slowed down, never stopped: the bound of each queue is what holds in the end. */
    private static final long PACE_NANOS = Duration.ofMillis(250).toNanos();

    private static final int FEW = 16;
    private static final int MIN_THREADS = 2;
    private static final int CLOSERS = 16;

    /** A connection for which more than this part of its capacity waits is behind. */
    static final int LAGGARD_SHARE = 8;

    /** Of the heap: what waits for many connections is mostly the same. */
    private static final long CROWDED_BYTES = Runtime.getRuntime().maxMemory() / 8;

    private final Ticker ticker;
    private final BlockingQueue<Outbound> turns = new LinkedBlockingQueue<>();
    private final AtomicInteger laggards = new AtomicInteger();
    private final LongAdder pending = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private final Counter tooSlow;
    private final Thread[] threads;
    private final ExecutorService closers;
    private volatile boolean running = true;

    Writers(Ticker ticker, MeterRegistry meters) {
        this.ticker = ticker;
        this.closers = closers();
        this.tooSlow = meters.counter("confab.connections.too.slow");
        this.threads = new Thread[Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors())];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(this::run, "writer-" + (i + 1));
            threads[i].setDaemon(true);
            threads[i].start();
        }
        meters.gauge("confab.writers.lag", this, writers -> writers.lag() / 1e9);
        meters.gauge("confab.writers.laggards", laggards);
    }

    private static ExecutorService closers() {
        var pool = new ThreadPoolExecutor(CLOSERS, CLOSERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "closer");
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    long now() {
        return ticker.read();
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void schedule(Outbound outbound) {
        outbound.scheduledAt = now();
        turns.add(outbound);
    }

    /** Closing may block for a moment on a reader that does not read, so it has threads of its own. */
    void close(Runnable close) {
        try {
            closers.execute(close);
        } catch (RejectedExecutionException shuttingDown) {
            LOG.debug("Not closed, as the server stops");
        }
    }

    /** Whether no connection waits for a turn. */
    boolean idle() {
        return turns.isEmpty();
    }

    void pending(long bytes) {
        pending.add(bytes);
    }

    /**
     * How much may wait for one connection: its capacity, or an eighth of it while the node as a whole holds so much that
     * memory would run short.
     */
    long share(long capacity, long pendingBytes) {
        long modest = capacity / LAGGARD_SHARE;
        return pendingBytes > modest && pending.sum() > CROWDED_BYTES ? modest : capacity;
    }

    void tooSlow() {
        tooSlow.increment();
    }

    void laggards(int change) {
        laggards.addAndGet(change);
    }

    /**
     * Holds the caller for a moment while the writers, or many of the readers at once, cannot keep up: the pressure goes
     * back to whoever posts. A few stalled readers alone never hold anybody.
     */
    void pace() {
        long start = now();
        while (running && overloaded() && now() - start < PACE_NANOS) {
            LockSupport.parkNanos(500_000);
        }
    }

    private boolean overloaded() {
        int behind = laggards.get();
        return lag() > LAG_NANOS || (behind > FEW && behind * 4 > open.get());
    }

    private long lag() {
        var oldest = turns.peek();
        return oldest == null ? 0 : now() - oldest.scheduledAt;
    }

    private void run() {
        var joiner = new Joiner();
        while (running) {
            try {
                turns.take().turn(joiner);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException bug) {
                LOG.error("A connection could not be written to", bug);
            }
        }
    }

    @Override
    public void destroy() {
        running = false;
        for (var thread : threads) {
            thread.interrupt();
        }
        closers.shutdownNow();
    }
}

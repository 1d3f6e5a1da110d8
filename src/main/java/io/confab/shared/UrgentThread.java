package io.confab.shared;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread that everybody waits for: it writes the log, renews the lease, or reads what others must hear within a second.
 * It takes its connections to the database from a pool that no other thread takes from, so that it gets on however many
 * requests wait for one ({@link UrgentConnections}). It must hold one connection at a time.
 */
public final class UrgentThread extends Thread {

    public UrgentThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }

    /** Of threads that are numbered from 1. */
    public static ThreadFactory factory(String prefix) {
        var number = new AtomicInteger();
        return task -> new UrgentThread(task, prefix + number.incrementAndGet());
    }
}

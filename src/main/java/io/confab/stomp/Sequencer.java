package io.confab.stomp;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts the events of one numbered stream in order: lets through what follows on what went before, forgets what is old,
 * and keeps what is ahead until the missing part is there. Pure state; its owner guards it.
 */
final class Sequencer {

    /** An event ready to send: it holds the changes in (from, rev]. */
    record Entry(long from, long rev, byte[] tail) {}

    private static final long UNOPENED = -1;

    /** What is farthest ahead is dropped: it is read from the log together with what is missing. */
    static final int MOST_AHEAD = 1000;

    private final TreeMap<Long, Entry> ahead = new TreeMap<>();
    private long mine = UNOPENED;

    boolean isOpen() {
        return mine != UNOPENED;
    }

    /** Begins after {@code head}; whatever came before it is old. Nothing is let through until then. */
    List<Entry> open(long head) {
        if (!isOpen()) {
            mine = head;
        }
        return followers();
    }

    /** Goes on after {@code head}, although more was let through: it is no more. */
    void startAnew(long head) {
        ahead.clear();
        mine = head;
    }

    /** Takes one event and returns what can go out now, in order. */
    List<Entry> accept(Entry entry) {
        if (isOpen() && entry.rev() <= mine) {
            return List.of();
        }
        ahead.merge(entry.from(), entry, (a, b) -> a.rev() >= b.rev() ? a : b);
        if (ahead.size() > MOST_AHEAD) {
            ahead.pollLastEntry();
        }
        return isOpen() ? followers() : List.of();
    }

    /** Whether something is held back for a part that is missing. */
    boolean hasGap() {
        return isOpen() && !ahead.isEmpty();
    }

    long mine() {
        return mine;
    }

    private List<Entry> followers() {
        if (ahead.isEmpty() || ahead.firstKey() > mine) {
            return List.of();
        }
        var ready = new ArrayList<Entry>();
        while (!ahead.isEmpty() && ahead.firstKey() <= mine) {
            var next = ahead.pollFirstEntry().getValue();
            if (next.rev() > mine) {
                mine = next.rev();
                ready.add(next);
            }
        }
        return ready;
    }
}

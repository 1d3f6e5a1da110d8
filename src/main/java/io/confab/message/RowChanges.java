package io.confab.message;

import java.util.LinkedHashSet;
import java.util.Set;

/** Rows that a batch adds and removes. Those to remove go first: what was removed and added again is both. */
final class RowChanges<T> {

    private final Set<T> removed = new LinkedHashSet<>();
    private final Set<T> added = new LinkedHashSet<>();

    void add(T row) {
        added.add(row);
    }

    /** What was added in this batch is not there to be removed; all others are. */
    void remove(T row) {
        if (!added.remove(row)) {
            removed.add(row);
        }
    }

    Set<T> removed() {
        return removed;
    }

    Set<T> added() {
        return added;
    }
}

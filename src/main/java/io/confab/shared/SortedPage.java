package io.confab.shared;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a sorted table.
 *
 * @param next where the next one goes on, opaque to clients; null if this is the last
 */
public record SortedPage<R>(List<R> rows, @Nullable String next) {

    /** What was asked for is one row more than {@code limit}, which tells whether this is the last piece. */
    public static <R> SortedPage<R> of(List<R> found, int limit, SortKey<R> key) {
        if (found.size() <= limit) {
            return new SortedPage<>(found, null);
        }
        var rows = found.subList(0, limit);
        return new SortedPage<>(rows, key.position(rows.get(limit - 1)));
    }
}

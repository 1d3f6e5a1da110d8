package io.confab.account;

import java.util.Objects;
import java.util.function.Function;

import io.confab.account.AddressBanStore.Row;
import io.confab.shared.SortKey;
import io.confab.shared.SortKey.Type;

/** What the table of banned networks is sorted by. */
public enum AddressBanSort {
    NEWEST("created_at", Type.TIME, true, Row::createdAt),
    NETWORK("network", Type.TEXT, false, row -> row.network().text()),
    /** What ends first; what has no end comes last. */
    ENDING(
            "coalesce(until, timestamp with time zone '9999-12-31 00:00:00+00')",
            Type.TIME,
            false,
            row -> Objects.requireNonNullElse(row.until(), Restriction.FOREVER));

    private final SortKey<Row> key;

    AddressBanSort(String column, Type type, boolean descending, Function<Row, Object> value) {
        this.key = new SortKey<>(column, type, descending, value, new SortKey.Id<>("id", Type.NUMBER, Row::id));
    }

    SortKey<Row> key() {
        return key;
    }
}

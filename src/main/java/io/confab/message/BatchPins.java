package io.confab.message;

import java.util.HashMap;
import java.util.Map;

import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;

/** The pins of the rooms of a batch, as its commands leave them. */
final class BatchPins {

    private static final int MOST = 50;

    private final Map<RoomId, Integer> counts;
    private final RowChanges<Row> rows = new RowChanges<>();

    /** @param counts how many there are in those rooms that have any */
    BatchPins(Map<RoomId, Integer> counts) {
        this.counts = new HashMap<>(counts);
    }

    record Row(RoomId room, long message) {

        static Row of(StoredMessage message) {
            return new Row(message.room(), message.id());
        }
    }

    void add(StoredMessage message) {
        if (counts.merge(message.room(), 1, Integer::sum) > MOST) {
            counts.merge(message.room(), -1, Integer::sum);
            throw ErrorCode.INVALID.because("A room has at most 50 pinned messages.");
        }
        rows.add(Row.of(message));
    }

    void remove(StoredMessage message) {
        counts.merge(message.room(), -1, Integer::sum);
        rows.remove(Row.of(message));
    }

    RowChanges<Row> rows() {
        return rows;
    }
}

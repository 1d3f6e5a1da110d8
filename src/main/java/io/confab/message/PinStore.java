package io.confab.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.confab.room.RoomId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows by which the pins of a room are counted and listed. */
@Component
class PinStore {

    private final JdbcTemplate jdbc;

    PinStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How many there are in those of these rooms that have any. */
    Map<RoomId, Integer> counts(Collection<RoomId> rooms) {
        var counts = new HashMap<RoomId, Integer>();
        if (!rooms.isEmpty()) {
            jdbc.query(
                    "select room, count(*) as pins from pin where room = any(?) group by room",
                    row -> {
                        counts.put(new RoomId(row.getLong("room")), row.getInt("pins"));
                    },
                    (Object) rooms.stream().map(RoomId::value).toArray(Long[]::new));
        }
        return counts;
    }

    /** The ids of the messages that are pinned. */
    List<Long> of(RoomId room) {
        return jdbc.queryForList("select message from pin where room = ?", Long.class, room.value());
    }

    void write(RowChanges<BatchPins.Row> changes) {
        batch("delete from pin where room = ? and message = ?", changes.removed());
        batch("insert into pin (room, message) values (?, ?)", changes.added());
    }

    private void batch(String sql, Collection<BatchPins.Row> rows) {
        Rows.write(jdbc, sql, rows, (statement, row) -> {
            statement.setLong(1, row.room().value());
            statement.setLong(2, row.message());
        });
    }
}

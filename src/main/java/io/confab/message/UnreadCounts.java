package io.confab.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How many messages somebody has not read: those after the read cursor that are there and are somebody else's. Counted up
 * to {@value #MOST}, which stands for "99+".
 */
@Component
class UnreadCounts {

    static final int MOST = 100;

    /** Rooms in one statement. */
    private static final int AT_ONCE = 50;

    // Ordered by the room too: see MessageStore.
    static final String ONE_ROOM = """
            (select room, seq from message
            where room = ? and seq > ? and author <> ? and deleted_at is null order by room, seq limit 100)""";

    private final JdbcTemplate jdbc;

    UnreadCounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The counts of these rooms; a room that is left out has none. Only rooms whose head is beyond the cursor need asking. */
    Map<RoomId, Integer> of(AccountId account, Map<RoomId, Long> lastRead) {
        var counts = new HashMap<RoomId, Integer>();
        var rooms = List.copyOf(lastRead.entrySet());
        for (int begin = 0; begin < rooms.size(); begin += AT_ONCE) {
            var some = rooms.subList(begin, Math.min(begin + AT_ONCE, rooms.size()));
            var arguments = new ArrayList<Long>();
            for (var room : some) {
                arguments.add(room.getKey().value());
                arguments.add(room.getValue());
                arguments.add(account.value());
            }
            var each = String.join(
                    " union all ", some.stream().map(room -> ONE_ROOM).toList());
            jdbc.query(
                    "select room, count(*) as unread from (" + each + ") as unread_message group by room",
                    row -> {
                        counts.put(new RoomId(row.getLong("room")), row.getInt("unread"));
                    },
                    arguments.toArray());
        }
        return counts;
    }
}

package io.confab.message;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.confab.account.AccountId;
import io.confab.message.MentionChanges.Called;
import io.confab.room.ReadCursors.Reader;
import io.confab.room.RoomId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows by which mentions are counted and listed. What a message shows of them is in its own row. */
@Component
class MentionStore {

    private static final String READERS =
            "unnest(cast(? as bigint array), cast(? as bigint array), cast(? as bigint array)) as reader (room, account, seq)";

    // The outer joins fix the order: from the readers to the indexes, never the other way round.
    static final String COUNT = """
            select room, account, count(*) as mentions from (
                select reader.room, reader.account, m.seq from %1$s
                left join mention m on m.account = reader.account and m.room = reader.room and m.seq > reader.seq
                where m.seq is not null
                union
                select reader.room, reader.account, c.seq from %1$s
                left join room_mention c on c.room = reader.room and c.seq > reader.seq and c.author <> reader.account
                    and reader.account between c.first_account and c.last_account
                    and (c.accounts is null or reader.account = any(c.accounts))
                where c.seq is not null) as mentioned
            group by room, account""".formatted(READERS);

    // Ordered by every column of the index: see MessageStore.
    static final String PAGE = """
            select message, said_at from mention
            where account = ? and said_at <= ? and (said_at < ? or message < ?)
            order by account desc, said_at desc, message desc limit ?""";

    static final String CALLS = """
            select distinct c.message, c.said_at from membership m join room_mention c on c.room = m.room
            where m.account = ? and m.left_at is null and c.said_at >= m.joined_at and c.author <> m.account
                and m.account between c.first_account and c.last_account
                and (c.accounts is null or m.account = any(c.accounts))
                and c.said_at <= ? and (c.said_at < ? or c.message < ?)
            order by c.said_at desc, c.message desc limit ?""";

    private final JdbcTemplate jdbc;

    MentionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void write(MentionChanges changes) {
        if (changes.isEmpty()) {
            return;
        }
        Rows.write(
                jdbc,
                "delete from mention where account = ? and room = ? and seq = ?",
                changes.unnamed(),
                (statement, named) -> {
                    statement.setLong(1, named.account().value());
                    statement.setLong(2, named.message().room().value());
                    statement.setLong(3, named.message().seq());
                });
        silence("accounts is not null", changes.silentHere());
        silence("accounts is null", changes.silentRoom());
        Rows.write(
                jdbc,
                "insert into mention (account, room, seq, message, said_at) values (?, ?, ?, ?, ?)",
                changes.named(),
                (statement, named) -> {
                    var message = named.message();
                    statement.setLong(1, named.account().value());
                    statement.setLong(2, message.room().value());
                    statement.setLong(3, message.seq());
                    statement.setLong(4, message.id());
                    statement.setObject(5, time(message.createdAt()), Types.TIMESTAMP_WITH_TIMEZONE);
                });
        call(changes.called());
    }

    private void silence(String which, List<StoredMessage> messages) {
        Rows.write(
                jdbc,
                "delete from room_mention where room = ? and seq = ? and " + which,
                messages,
                (statement, message) -> {
                    statement.setLong(1, message.room().value());
                    statement.setLong(2, message.seq());
                });
    }

    private void call(List<Called> rows) {
        Rows.write(jdbc, """
                insert into room_mention (room, seq, first_account, last_account, accounts, author, message, said_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""", rows, (statement, row) -> {
            var message = row.message();
            var accounts = row.accounts();
            statement.setLong(1, message.room().value());
            statement.setLong(2, message.seq());
            statement.setLong(3, row.first());
            statement.setLong(4, row.last());
            if (accounts == null) {
                statement.setNull(5, Types.ARRAY);
            } else {
                statement.setArray(5, statement.getConnection().createArrayOf("bigint", accounts));
            }
            statement.setLong(6, message.author().value());
            statement.setLong(7, message.id());
            statement.setObject(8, time(message.createdAt()), Types.TIMESTAMP_WITH_TIMEZONE);
        });
    }

    /** How many messages after these cursors mention their owners, up to {@value UnreadCounts#MOST}; left out if none. */
    Map<Reader, Integer> counts(Map<Reader, Long> cursors) {
        var counts = new HashMap<Reader, Integer>();
        if (cursors.isEmpty()) {
            return counts;
        }
        var readers = List.copyOf(cursors.entrySet());
        var rooms = readers.stream().map(each -> each.getKey().room().value()).toArray(Long[]::new);
        var accounts =
                readers.stream().map(each -> each.getKey().account().value()).toArray(Long[]::new);
        var seqs = readers.stream().map(Map.Entry::getValue).toArray(Long[]::new);
        jdbc.query(
                COUNT,
                row -> {
                    counts.put(
                            new Reader(new RoomId(row.getLong("room")), new AccountId(row.getLong("account"))),
                            Math.min(row.getInt("mentions"), UnreadCounts.MOST));
                },
                rooms,
                accounts,
                seqs,
                rooms,
                accounts,
                seqs);
        return counts;
    }

    /** Where a message is among the mentions of somebody. */
    record Place(Instant saidAt, long message) {}

    /** The mentions by name before a place, newest first. */
    List<Place> named(AccountId account, Place before, int limit) {
        return page(PAGE, account, before, limit);
    }

    /** The messages before a place that call rooms which the account is in, since it is in there; newest first. */
    List<Place> calls(AccountId account, Place before, int limit) {
        return page(CALLS, account, before, limit);
    }

    private List<Place> page(String sql, AccountId account, Place before, int limit) {
        var time = time(before.saidAt);
        return jdbc.query(
                sql,
                (row, number) ->
                        new Place(row.getObject("said_at", OffsetDateTime.class).toInstant(), row.getLong("message")),
                account.value(),
                time,
                time,
                before.message,
                limit);
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}

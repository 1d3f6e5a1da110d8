package io.confab.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of what was taken away, and of what could be. */
@Component
class RemovalStore {

    private static final String SELECT =
            "select message, body, mentions, removed_at, removed_by, reason, purge from removed_message where ";

    static final String SAID = """
            select m.room, m.id from message m join room r on r.id = m.room
            where m.author = ? and m.deleted_at is null and m.created_at >= ? and m.created_at < ? and %s
            order by m.id desc limit ?""";

    private final JdbcTemplate jdbc;

    RemovalStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<Long, Original> originals(Collection<Long> messages) {
        var found = new HashMap<Long, Original>();
        if (!messages.isEmpty()) {
            jdbc.query(SELECT + "message = any(?)", RemovalStore::original, (Object) messages.toArray(Long[]::new))
                    .forEach(original -> found.put(original.message(), original));
        }
        return found;
    }

    /** What was taken away with a purge and not brought back. */
    List<Said> of(long purge) {
        return jdbc.query("""
                select m.room, m.id from removed_message r join message m on m.id = r.message
                where r.purge = ? order by m.id""", RemovalStore::said, purge);
    }

    /**
     * The newest of what somebody said and what still is there.
     *
     * @param room null for all public rooms
     */
    List<Said> said(AccountId author, @Nullable RoomId room, Instant since, Instant until, int limit) {
        var sql = SAID.formatted(room == null ? "r.kind = 'PUBLIC' and r.archived_at is null" : "m.room = ?");
        return room == null
                ? jdbc.query(sql, RemovalStore::said, author.value(), utc(since), utc(until), limit)
                : jdbc.query(sql, RemovalStore::said, author.value(), utc(since), utc(until), room.value(), limit);
    }

    void write(RowChanges<Original> changes) {
        Rows.write(
                jdbc,
                "delete from removed_message where message = ?",
                changes.removed(),
                (statement, original) -> statement.setLong(1, original.message()));
        Rows.write(jdbc, """
                insert into removed_message (message, body, mentions, removed_at, removed_by, reason, purge)
                values (?, ?, ?, ?, ?, ?, ?)""", changes.added(), (statement, original) -> {
            statement.setLong(1, original.message());
            statement.setString(2, original.body());
            statement.setString(3, original.mentions().toRow());
            statement.setObject(4, utc(original.removedAt()), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setLong(5, original.removedBy().value());
            statement.setString(6, original.reason());
            statement.setObject(7, original.purge(), Types.BIGINT);
        });
    }

    private static Original original(ResultSet row, int number) throws SQLException {
        return new Original(
                row.getLong("message"),
                row.getString("body"),
                Mentions.ofRow(row.getString("mentions")),
                row.getObject("removed_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getLong("removed_by")),
                row.getString("reason"),
                row.getObject("purge", Long.class));
    }

    private static Said said(ResultSet row, int number) throws SQLException {
        return new Said(new RoomId(row.getLong("room")), new MessageId(row.getLong("id")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

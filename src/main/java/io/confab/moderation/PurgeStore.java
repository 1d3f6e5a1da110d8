package io.confab.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of purges. */
@Repository
class PurgeStore {

    private final JdbcClient jdbc;

    PurgeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The id that the purge got; its own is not looked at. */
    long insert(Purge purge) {
        var key = new GeneratedKeyHolder();
        var room = purge.room();
        jdbc.sql("""
                insert into purge (account, room, since, until, reason, imposed_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .param(purge.account().value())
                .param(room == null ? null : room.value())
                .param(utc(purge.since()))
                .param(utc(purge.until()))
                .param(purge.reason())
                .param(purge.by().value())
                .param(utc(purge.createdAt()))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    Optional<Purge> find(long id) {
        return jdbc.sql("""
                select id, account, room, since, until, reason, imposed_by, created_at, undone_at
                from purge where id = ?""").param(id).query(PurgeStore::purge).optional();
    }

    /** Whether it was not undone before. */
    boolean undo(long id, Instant now) {
        return jdbc.sql("update purge set undone_at = ? where id = ? and undone_at is null")
                        .param(utc(now))
                        .param(id)
                        .update()
                == 1;
    }

    private static Purge purge(ResultSet row, int index) throws SQLException {
        var room = row.getObject("room", Long.class);
        var undoneAt = row.getObject("undone_at", OffsetDateTime.class);
        return new Purge(
                row.getLong("id"),
                new AccountId(row.getLong("account")),
                room == null ? null : new RoomId(room),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                new AccountId(row.getLong("imposed_by")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                undoneAt == null ? null : undoneAt.toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

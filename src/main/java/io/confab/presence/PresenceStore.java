package io.confab.presence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of what accounts chose and what others see of them. */
@Repository
class PresenceStore {

    static final String COLUMNS = """
            p.account, p.availability, p.status_text, p.status_emoji, p.status_until, p.presence, p.last_seen_at,
            p.leaves_at, p.shown_text, p.shown_emoji, p.shown_until, p.rev, p.shown_rev""";

    /** A row: the whereabouts, and by which changes they became so for the owner and for others. */
    record Row(Whereabouts whereabouts, long rev, long shownRev) {}

    private final JdbcTemplate jdbc;

    PresenceStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number, with the lock until the end of the transaction. To be asked for before presences are read. */
    long next() {
        jdbc.update("update presence_head set rev = rev + 1 where id = 1");
        return head();
    }

    long head() {
        var rev = jdbc.queryForObject("select rev from presence_head where id = 1", Long.class);
        return rev == null ? 0 : rev;
    }

    Map<Long, Row> load(Collection<Long> accounts) {
        var rows = new HashMap<Long, Row>();
        jdbc.query(
                "select " + COLUMNS + " " + """
                        from unnest(cast(? as bigint array)) as wanted(account)
                        join presence p on p.account = wanted.account""",
                row -> {
                    rows.put(row.getLong("account"), row(row));
                },
                (Object) accounts.toArray(Long[]::new));
        return rows;
    }

    List<Row> changedSince(long rev) {
        return jdbc.query(
                "select " + COLUMNS + " from presence p where p.rev > ? order by p.rev",
                (row, number) -> row(row),
                rev);
    }

    List<Long> due(Instant now, int limit) {
        return jdbc.queryForList(
                "select account from presence where due_at <= ? order by due_at limit ?",
                Long.class,
                now.atOffset(ZoneOffset.UTC),
                limit);
    }

    void insert(Collection<Row> rows) {
        jdbc.batchUpdate("""
                insert into presence (availability, status_text, status_emoji, status_until, presence, last_seen_at,
                    leaves_at, shown_text, shown_emoji, shown_until, due_at, rev, shown_rev, account)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows, SessionStore.BATCH, PresenceStore::set);
    }

    void update(Collection<Row> rows) {
        jdbc.batchUpdate("""
                update presence set availability = ?, status_text = ?, status_emoji = ?, status_until = ?, presence = ?,
                    last_seen_at = ?, leaves_at = ?, shown_text = ?, shown_emoji = ?, shown_until = ?, due_at = ?,
                    rev = ?, shown_rev = ?
                where account = ?""", rows, SessionStore.BATCH, PresenceStore::set);
    }

    private static void set(PreparedStatement statement, Row row) throws SQLException {
        var whereabouts = row.whereabouts();
        statement.setString(1, whereabouts.availability().name());
        set(statement, 2, whereabouts.status());
        statement.setString(5, whereabouts.presence().name());
        set(statement, 6, whereabouts.lastSeenAt());
        set(statement, 7, whereabouts.leavesAt());
        set(statement, 8, whereabouts.shown());
        set(statement, 11, whereabouts.dueAt());
        statement.setLong(12, row.rev());
        statement.setLong(13, row.shownRev());
        statement.setLong(14, whereabouts.account());
    }

    private static void set(PreparedStatement statement, int index, @Nullable Status status) throws SQLException {
        statement.setString(index, status == null ? "" : status.text());
        statement.setString(index + 1, status == null ? null : status.emoji());
        set(statement, index + 2, status == null ? null : status.until());
    }

    private static void set(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(index, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, time.atOffset(ZoneOffset.UTC));
        }
    }

    static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Whereabouts(
                        row.getLong("account"),
                        Availability.valueOf(row.getString("availability")),
                        status(row, "status"),
                        Presence.valueOf(row.getString("presence")),
                        time(row, "last_seen_at"),
                        time(row, "leaves_at"),
                        status(row, "shown")),
                row.getLong("rev"),
                row.getLong("shown_rev"));
    }

    private static @Nullable Status status(ResultSet row, String prefix) throws SQLException {
        var text = row.getString(prefix + "_text");
        var emoji = row.getString(prefix + "_emoji");
        return text.isEmpty() && emoji == null ? null : new Status(text, emoji, time(row, prefix + "_until"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

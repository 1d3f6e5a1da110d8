package io.confab.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.confab.audit.AuditEntry.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the audit log. */
@Repository
class AuditStore {

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the entry its number and its hash. Holds the lock of the head until the commit. */
    void append(AuditEntry unsealed) {
        jdbc.sql("update audit_head set number = number + 1 where id = 1").update();
        var head = head();
        var entry = unsealed.sealed(head.number(), head.hash());
        jdbc.sql("""
                insert into audit (number, at, actor, address, kind, outcome, target, room, message, reason, detail, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(entry.number())
                .param(utc(entry.at()))
                .param(entry.actor())
                .param(entry.address())
                .param(entry.kind())
                .param(entry.outcome().name())
                .param(entry.target())
                .param(entry.room())
                .param(entry.message())
                .param(entry.reason())
                .param(entry.detail())
                .param(entry.hash())
                .update();
        jdbc.sql("update audit_head set hash = ? where id = 1")
                .param(entry.hash())
                .update();
    }

    Head head() {
        return jdbc.sql("select number, hash from audit_head where id = 1")
                .query((row, index) -> new Head(row.getLong("number"), row.getString("hash")))
                .single();
    }

    /** Newest first. */
    List<AuditEntry> before(AuditFilter filter, long number, int limit) {
        return find(filter, "number < ?", "number desc", number, limit);
    }

    /** Oldest first. */
    List<AuditEntry> after(AuditFilter filter, long number, int limit) {
        return find(filter, "number > ?", "number", number, limit);
    }

    private List<AuditEntry> find(AuditFilter filter, String position, String order, long number, int limit) {
        var conditions = new Conditions();
        conditions.add(position, number);
        conditions.add("actor = ?", filter.actor());
        conditions.add("target = ?", filter.target());
        conditions.add("room = ?", filter.room());
        conditions.add("kind = ?", filter.kind());
        conditions.add(
                "outcome = ?",
                filter.outcome() == null ? null : filter.outcome().name());
        conditions.add("at >= ?", filter.from() == null ? null : utc(filter.from()));
        conditions.add("at < ?", filter.to() == null ? null : utc(filter.to()));
        return jdbc.sql("select * from audit where " + conditions + " order by " + order + " limit " + limit)
                .params(conditions.values)
                .query(AuditStore::entry)
                .list();
    }

    private static AuditEntry entry(ResultSet row, int index) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("actor"),
                row.getString("address"),
                row.getString("kind"),
                Outcome.valueOf(row.getString("outcome")),
                row.getObject("target", Long.class),
                row.getObject("room", Long.class),
                row.getObject("message", Long.class),
                row.getString("reason"),
                Objects.requireNonNull(row.getString("detail")),
                Objects.requireNonNull(row.getString("hash")));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    record Head(long number, String hash) {}

    private static final class Conditions {

        private final List<String> texts = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        void add(String condition, @Nullable Object value) {
            if (value != null) {
                texts.add(condition);
                values.add(value);
            }
        }

        @Override
        public String toString() {
            return String.join(" and ", texts);
        }
    }
}

package io.confab.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.message.MessageView;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of cases, reports and kept messages. */
@Repository
class CaseStore {

    private static final String SELECT =
            "select id, subject, room, message, state, handler, opened_at, closed_at, note from moderation_case where ";

    private final JdbcClient jdbc;

    CaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a report is about. */
    record Subject(
            AccountId account,
            @Nullable RoomId room,
            @Nullable Long message) {

        /** The same for every report of the same thing. */
        private String key() {
            return message == null ? "account " + account.value() : "message " + message;
        }
    }

    record ReportRow(AccountId reporter, Category category, String text, Instant createdAt) {}

    record MessageRow(long id, long seq, AccountId author, String body, Instant createdAt, boolean deleted) {}

    /** Holds the case's lock until the end of the transaction. */
    Optional<Case> lockOpen(Subject subject) {
        return jdbc.sql(SELECT + "open_key = ? for update")
                .param(subject.key())
                .query(CaseStore::row)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if another opened one meanwhile */
    long open(Subject subject, Instant now) {
        var key = new GeneratedKeyHolder();
        var room = subject.room();
        jdbc.sql("""
                insert into moderation_case (subject, room, message, state, opened_at, open_key)
                values (?, ?, ?, 'OPEN', ?, ?)""")
                .param(subject.account().value())
                .param(room == null ? null : room.value())
                .param(subject.message())
                .param(utc(now))
                .param(subject.key())
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    void keep(long moderationCase, Collection<MessageView> messages) {
        for (var message : messages) {
            jdbc.sql("""
                    insert into case_message (moderation_case, message, seq, author, body, created_at, deleted)
                    values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            moderationCase,
                            message.id(),
                            message.seq(),
                            message.author().id(),
                            message.body(),
                            utc(message.createdAt()),
                            message.deletedAt() != null)
                    .update();
        }
    }

    /** Whoever reports again says it anew. */
    void report(long moderationCase, AccountId reporter, Category category, String text, Instant now) {
        int changed = jdbc.sql("update report set category = ?, text = ? where moderation_case = ? and reporter = ?")
                .params(category.name(), text, moderationCase, reporter.value())
                .update();
        if (changed == 0) {
            jdbc.sql("""
                    insert into report (moderation_case, reporter, category, text, created_at) values (?, ?, ?, ?, ?)""")
                    .params(moderationCase, reporter.value(), category.name(), text, utc(now))
                    .update();
        }
    }

    Optional<Case> find(long id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(CaseStore::row).optional();
    }

    /** Holds the case's lock until the end of the transaction. */
    Optional<Case> lock(long id) {
        return jdbc.sql(SELECT + "id = ? for update")
                .param(id)
                .query(CaseStore::row)
                .optional();
    }

    void update(Case changed) {
        var handler = changed.handler();
        var closedAt = changed.closedAt();
        jdbc.sql("""
                update moderation_case set state = ?, handler = ?, closed_at = ?, note = ?,
                    open_key = case when cast(? as boolean) then null else open_key end
                where id = ?""")
                .param(changed.state().name())
                .param(handler == null ? null : handler.value())
                .param(closedAt == null ? null : utc(closedAt))
                .param(changed.note())
                .param(changed.state().isClosed())
                .param(changed.id())
                .update();
    }

    /** Whether it is open again: not while there is another open one of the same thing. */
    boolean reopen(Case changed) {
        var key = new Subject(changed.subject(), changed.room(), changed.message()).key();
        var handler = changed.handler();
        return jdbc.sql("""
                        update moderation_case set state = ?, handler = ?, closed_at = null, note = null, open_key = ?
                        where id = ? and not exists (select 1 from moderation_case where open_key = ?)""")
                        .param(changed.state().name())
                        .param(handler == null ? null : handler.value())
                        .param(key)
                        .param(changed.id())
                        .param(key)
                        .update()
                == 1;
    }

    /**
     * Newest first, those that are not about the reader.
     *
     * @param states empty for all
     * @param room  null for those of all rooms and of accounts
     */
    List<Case> page(AccountId reader, Set<CaseState> states, @Nullable RoomId room, long before, int limit) {
        var where = new StringBuilder("id < ? and subject <> ?");
        var parameters = new ArrayList<Object>(List.of(before, reader.value()));
        if (!states.isEmpty()) {
            where.append(" and state = any(?)");
            parameters.add(states.stream().map(CaseState::name).toArray(String[]::new));
        }
        if (room != null) {
            where.append(" and room = ?");
            parameters.add(room.value());
        }
        return jdbc.sql(SELECT + where + " order by id desc limit " + limit)
                .params(parameters)
                .query(CaseStore::row)
                .list();
    }

    Map<Long, Integer> countReports(Collection<Case> cases) {
        var counts = new HashMap<Long, Integer>();
        jdbc.sql("""
                select moderation_case, count(*) as reports from report where moderation_case = any(?)
                group by moderation_case""").param(cases.stream().map(Case::id).toArray(Long[]::new)).query(row -> {
            counts.put(row.getLong("moderation_case"), row.getInt("reports"));
        });
        return counts;
    }

    List<ReportRow> reports(long moderationCase) {
        return jdbc.sql("select reporter, category, text, created_at from report where moderation_case = ? order by id")
                .param(moderationCase)
                .query((row, index) -> new ReportRow(
                        new AccountId(row.getLong("reporter")),
                        Category.valueOf(row.getString("category")),
                        Objects.requireNonNull(row.getString("text")),
                        instant(row, "created_at")))
                .list();
    }

    List<MessageRow> messages(long moderationCase) {
        return jdbc.sql("""
                        select message, seq, author, body, created_at, deleted from case_message
                        where moderation_case = ? order by seq""")
                .param(moderationCase)
                .query((row, index) -> new MessageRow(
                        row.getLong("message"),
                        row.getLong("seq"),
                        new AccountId(row.getLong("author")),
                        Objects.requireNonNull(row.getString("body")),
                        instant(row, "created_at"),
                        row.getBoolean("deleted")))
                .list();
    }

    /** What somebody reported, newest first. */
    List<Mine> reportedBy(AccountId reporter, int limit) {
        return jdbc.sql("""
                        select r.id, r.category, r.text, r.created_at, c.subject, c.room, c.message, c.state, c.note
                        from report r join moderation_case c on c.id = r.moderation_case
                        where r.reporter = ? order by r.id desc limit ?""")
                .params(reporter.value(), limit)
                .query((row, index) -> new Mine(
                        row.getLong("id"),
                        new AccountId(row.getLong("subject")),
                        row.getObject("message", Long.class),
                        Category.valueOf(row.getString("category")),
                        Objects.requireNonNull(row.getString("text")),
                        instant(row, "created_at"),
                        CaseState.valueOf(row.getString("state")),
                        row.getString("note")))
                .list();
    }

    record Mine(
            long id,
            AccountId subject,
            @Nullable Long message,
            Category category,
            String text,
            Instant createdAt,
            CaseState state,
            @Nullable String note) {}

    private static Case row(ResultSet row, int index) throws SQLException {
        var room = row.getObject("room", Long.class);
        var handler = row.getObject("handler", Long.class);
        return new Case(
                row.getLong("id"),
                new AccountId(row.getLong("subject")),
                room == null ? null : new RoomId(room),
                row.getObject("message", Long.class),
                CaseState.valueOf(row.getString("state")),
                handler == null ? null : new AccountId(handler),
                instant(row, "opened_at"),
                row.getObject("closed_at") == null ? null : instant(row, "closed_at"),
                row.getString("note"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

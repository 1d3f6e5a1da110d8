package io.confab.presence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.confab.stomp.Lag;
import io.confab.stomp.LiveSession;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of live sessions. */
@Repository
class SessionStore {

    /** Rows that one statement takes. */
    static final int BATCH = 500;

    private static final int ADDRESS = 64;
    private static final int USER_AGENT = 256;

    /** A row of the table, as far as a sweep cares. */
    record Row(UUID id, long account) {}

    record Begun(LiveSession session, Instant connectedAt, boolean idle) {}

    private final JdbcTemplate jdbc;

    SessionStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is there already stays: a commit whose answer was lost is repeated. */
    void insert(String node, Collection<Begun> begun) {
        jdbc.batchUpdate("""
                insert into session (id, node, account, sign_in, connected_at, transport, address, user_agent, idle)
                select cast(? as uuid), cast(? as varchar), cast(? as bigint), cast(? as varchar),
                    cast(? as timestamp(6) with time zone), cast(? as varchar), cast(? as varchar), cast(? as varchar),
                    cast(? as boolean)
                where not exists (select 1 from session where id = cast(? as uuid))""", begun, BATCH, (row, next) -> {
            var session = next.session();
            row.setObject(1, session.id());
            row.setString(2, node);
            row.setLong(3, session.account());
            row.setString(4, session.signIn());
            row.setObject(5, next.connectedAt().atOffset(ZoneOffset.UTC));
            row.setString(6, session.transport().name());
            row.setString(7, shortened(session.address(), ADDRESS));
            row.setString(8, shortened(session.userAgent(), USER_AGENT));
            row.setBoolean(9, next.idle());
            row.setObject(10, session.id());
        });
    }

    private static @Nullable String shortened(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    void updateIdle(Map<UUID, Boolean> idle) {
        jdbc.batchUpdate("update session set idle = ? where id = ?", idle.entrySet(), BATCH, (row, next) -> {
            row.setBoolean(1, next.getValue());
            row.setObject(2, next.getKey());
        });
    }

    void lagging(Map<UUID, Lag> behind, Instant now) {
        jdbc.batchUpdate(
                "update session set waiting_bytes = ?, stalled_since = ? where id = ?",
                behind.entrySet(),
                BATCH,
                (row, next) -> {
                    row.setLong(1, next.getValue().waitingBytes());
                    row.setObject(2, now.minus(next.getValue().stalled()).atOffset(ZoneOffset.UTC));
                    row.setObject(3, next.getKey());
                });
    }

    void caughtUp(Collection<UUID> sessions) {
        jdbc.batchUpdate(
                "update session set waiting_bytes = null, stalled_since = null where id = ?",
                sessions,
                BATCH,
                (row, next) -> row.setObject(1, next));
    }

    /** Those of the sessions that were there: whoever takes a row away, and nobody else, tells that it ended. */
    Set<Row> delete(Collection<Row> ended) {
        var counts = jdbc.batchUpdate(
                "delete from session where id = ?", ended, BATCH, (row, next) -> row.setObject(1, next.id()));
        var deleted = new HashSet<Row>();
        int index = 0;
        for (var row : ended) {
            if (counts[index / BATCH][index % BATCH] != 0) {
                deleted.add(row);
            }
            index++;
        }
        return deleted;
    }

    Map<Long, Whereabouts.Sessions> count(Collection<Long> accounts) {
        var counts = new HashMap<Long, Whereabouts.Sessions>();
        jdbc.query(
                """
                select s.account, count(*) as sessions, sum(case when s.idle then 1 else 0 end) as idle
                from unnest(cast(? as bigint array)) as wanted(account)
                join session s on s.account = wanted.account group by s.account""",
                row -> {
                    counts.put(
                            row.getLong("account"),
                            new Whereabouts.Sessions(row.getInt("sessions"), row.getInt("idle")));
                },
                (Object) accounts.toArray(Long[]::new));
        return counts;
    }

    List<Row> of(String node, int limit) {
        return jdbc.query(
                "select id, account from session where node = ? order by id limit ?",
                (row, number) -> new Row(row.getObject("id", UUID.class), row.getLong("account")),
                node,
                limit);
    }

    /** The ids that sessions are held under and that are none of a node, be it alive or lost. */
    List<String> strays() {
        return jdbc.queryForList("""
                select distinct s.node from session s
                where not exists (select 1 from node n where n.id = s.node)
                    and not exists (select 1 from node n where n.report = s.node)""", String.class);
    }
}

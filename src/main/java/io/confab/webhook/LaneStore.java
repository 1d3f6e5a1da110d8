package io.confab.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.confab.message.LogReader.Position;
import io.confab.room.RoomId;
import io.confab.webhook.EventType.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of lanes: how far each webhook has come, and which of them have something to do. */
@Repository
class LaneStore {

    // Something waits and is due, or nothing waits and a log has gone on. The lane of a room that is new has no row
    // yet.
    private static final String WORK = """
            select work.hook, work.stream, work.room from (
                select l.hook, l.stream, l.room, l.due_at from webhook_lane l where l.due_at <= current_timestamp
                union all
                select h.id, 'LOG', r.id, current_timestamp from webhook h
                    join room r on r.id = h.room
                    left join webhook_lane l on l.hook = h.id and l.stream = 'LOG' and l.room = r.id
                    where h.of_log and l.due_at is null and r.head_rev > coalesce(l.rev, 0)
                union all
                select h.id, 'LOG', r.id, current_timestamp from webhook h
                    join room r on h.room is null and r.kind = 'PUBLIC'
                    left join webhook_lane l on l.hook = h.id and l.stream = 'LOG' and l.room = r.id
                    where h.of_log and l.due_at is null and r.head_rev > coalesce(l.rev, 0)
                union all
                select l.hook, l.stream, l.room, current_timestamp from webhook_lane l
                    join audit_head a on a.number > l.rev
                    where l.stream = 'MODERATION' and l.due_at is null
                union all
                select l.hook, l.stream, l.room, current_timestamp from webhook_lane l
                    join presence_head p on p.rev > l.rev
                    where l.stream = 'PRESENCE' and l.due_at is null
            ) work join webhook h on h.id = work.hook
            where (h.rests_until is null or h.rests_until <= current_timestamp) and""" + " ";

    private final JdbcClient jdbc;

    LaneStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The webhooks that have something to do and are free for the node. */
    List<Long> busyHooks(String node) {
        return jdbc.sql("select distinct busy.hook from (" + WORK + WebhookStore.FREE + ") busy")
                .param(node)
                .query(Long.class)
                .list();
    }

    /** The lanes of a webhook that have something to do, those first that are due for longest. */
    List<Lane> busy(long hook, int limit) {
        return jdbc.sql(WORK + "work.hook = ? order by work.due_at limit ?")
                .params(hook, limit)
                .query(LaneStore::lane)
                .list();
    }

    /** As far as all the logs are now that the webhook is told of: what was before is not for it. */
    void open(Webhook hook, long id) {
        for (var stream : Stream.values()) {
            if (hook.isOf(stream)) {
                open(stream, hook.room(), id);
            }
        }
    }

    private void open(Stream stream, @Nullable RoomId room, long id) {
        var into = "insert into webhook_lane (hook, stream, room, rev, seq, posted) ";
        switch (stream) {
            case LOG ->
                jdbc.sql(into + "select cast(? as bigint), 'LOG', id, head_rev, head_seq, head_seq from room where "
                                + (room == null ? "kind = 'PUBLIC'" : "id = " + room.value()))
                        .param(id)
                        .update();
            case MODERATION ->
                jdbc.sql(into + "select cast(? as bigint), 'MODERATION', 0, number, 0, 0 from audit_head")
                        .param(id)
                        .update();
            case PRESENCE ->
                jdbc.sql(into + "select cast(? as bigint), 'PRESENCE', 0, rev, 0, 0 from presence_head")
                        .param(id)
                        .update();
        }
    }

    Optional<Position> position(Lane lane) {
        return of(lane, "select rev, seq, posted from webhook_lane where hook = ? and stream = ? and room = ?")
                .query((row, index) -> new Position(row.getLong("rev"), row.getLong("seq"), row.getLong("posted")))
                .optional();
    }

    /** A room that came after the webhook is told from its beginning. */
    void create(Lane lane) {
        of(lane, "insert into webhook_lane (hook, stream, room, rev, seq, posted) values (?, ?, ?, 0, 0, 0)")
                .update();
    }

    /** Whether it stood where it is said to have stood: nobody else has moved it. */
    boolean advance(Lane lane, Position from, Position to) {
        return jdbc.sql("""
                        update webhook_lane set rev = ?, seq = ?, posted = ?
                        where hook = ? and stream = ? and room = ? and rev = ? and posted = ?""")
                        .params(to.rev(), to.seq(), to.posted())
                        .params(lane.hook(), lane.stream().name(), lane.room())
                        .params(from.rev(), from.posted())
                        .update()
                == 1;
    }

    /** Something waits; the first of it may be tried in so many milliseconds. */
    void due(Lane lane, long millis) {
        jdbc.sql("""
                        update webhook_lane set due_at = current_timestamp + cast(? as bigint) * interval '0.001' second
                        where hook = ? and stream = ? and room = ?""")
                .params(millis, lane.hook(), lane.stream().name(), lane.room())
                .update();
    }

    /** Nothing waits, unless something does. */
    @Transactional
    void idle(Lane lane) {
        // What looks for deliveries has to begin after whoever has just made some wait here, and not while it waits for
        // them: it would not see theirs.
        of(lane, "select hook from webhook_lane where hook = ? and stream = ? and room = ? for update")
                .query()
                .listOfRows();
        of(lane, """
                        update webhook_lane l set due_at = null
                        where l.hook = ? and l.stream = ? and l.room = ? and not exists (
                            select 1 from webhook_delivery d
                            where d.hook = l.hook and d.stream = l.stream and d.room = l.room and d.state = 'WAITING')""").update();
    }

    private JdbcClient.StatementSpec of(Lane lane, String sql) {
        return jdbc.sql(sql).params(lane.hook(), lane.stream().name(), lane.room());
    }

    private static Lane lane(ResultSet row, int index) throws SQLException {
        return new Lane(row.getLong("hook"), Stream.valueOf(row.getString("stream")), row.getLong("room"));
    }
}

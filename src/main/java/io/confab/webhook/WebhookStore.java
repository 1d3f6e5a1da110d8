package io.confab.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of webhooks, and which node works on one. */
@Repository
class WebhookStore {

    /** A webhook is free for a node if it is no other living node's. */
    static final String FREE =
            "(h.owner is null or h.owner = ? or not exists (select 1 from node n where n.id = h.owner))";

    private static final String SELECT =
            "select h.id, h.room, h.name, h.url, h.events, h.created_by, h.created_at from webhook h where ";

    private final JdbcClient jdbc;

    WebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The id that it got; its own is not looked at. */
    long insert(Webhook hook, String secret) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into webhook (room, name, url, events, of_log, secret, created_by, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(hook.room() == null ? null : hook.room().value())
                .param(hook.name())
                .param(hook.url().uri().toString())
                .param(hook.events().stream().map(EventType::wire).collect(Collectors.joining(" ")))
                .param(hook.isOf(EventType.Stream.LOG))
                .param(secret)
                .param(hook.createdBy().value())
                .param(hook.createdAt().atOffset(ZoneOffset.UTC))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    Optional<Webhook> find(long id) {
        return jdbc.sql(SELECT + "h.id = ?").param(id).query(WebhookStore::row).optional();
    }

    /** Those of a room, or of the server; the oldest first. */
    List<Webhook> of(@Nullable RoomId room) {
        var all = room == null
                ? jdbc.sql(SELECT + "h.room is null order by h.id")
                : jdbc.sql(SELECT + "h.room = ? order by h.id").param(room.value());
        return all.query(WebhookStore::row).list();
    }

    boolean any() {
        return !jdbc.sql("select id from webhook limit 1")
                .query(Long.class)
                .list()
                .isEmpty();
    }

    String secret(long id) {
        return jdbc.sql("select secret from webhook where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    void delete(long id) {
        lock(id);
        for (var table : List.of("webhook_delivery where hook", "webhook_lane where hook", "webhook where id")) {
            jdbc.sql("delete from " + table + " = ?").param(id).update();
        }
    }

    /** Whether it is this node's now. */
    boolean claim(long id, String node) {
        return jdbc.sql("update webhook h set owner = ? where h.id = ? and " + FREE)
                        .params(node, id, node)
                        .update()
                == 1;
    }

    boolean isOwner(long id, String node) {
        return jdbc.sql("select count(*) from webhook where id = ? and owner = ?")
                        .params(id, node)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Until the end of the transaction. Whoever changes several of its rows takes this first, so that nobody waits in a circle. */
    void lock(long id) {
        jdbc.sql("select id from webhook where id = ? for update")
                .param(id)
                .query(Long.class)
                .list();
    }

    /** The same, if it is the node's. */
    boolean lock(long id, String node) {
        return !jdbc.sql("select id from webhook where id = ? and owner = ? for update")
                .params(id, node)
                .query(Long.class)
                .list()
                .isEmpty();
    }

    void release(long id, String node) {
        jdbc.sql("update webhook set owner = null where id = ? and owner = ?")
                .params(id, node)
                .update();
    }

    /** The receiver was not reached: how many times in a row that is. */
    int failed(long id) {
        jdbc.sql("update webhook set failures = failures + 1 where id = ?")
                .param(id)
                .update();
        return jdbc.sql("select failures from webhook where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    void restFor(long id, long millis) {
        jdbc.sql("""
                        update webhook set rests_until = current_timestamp + cast(? as bigint) * interval '0.001' second
                        where id = ?""").params(millis, id).update();
    }

    /** The receiver was reached. */
    void reached(long id) {
        jdbc.sql("update webhook set failures = 0, rests_until = null where id = ? and failures > 0")
                .param(id)
                .update();
    }

    private static Webhook row(ResultSet row, int index) throws SQLException {
        var room = row.getObject("room", Long.class);
        return new Webhook(
                row.getLong("id"),
                room == null ? null : new RoomId(room),
                Objects.requireNonNull(row.getString("name")),
                HookUrl.of(Objects.requireNonNull(row.getString("url"))),
                Arrays.stream(row.getString("events").split(" "))
                        .flatMap(name -> EventType.of(name).stream())
                        .collect(Collectors.toSet()),
                new AccountId(row.getLong("created_by")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}

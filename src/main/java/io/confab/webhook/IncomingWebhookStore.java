package io.confab.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of incoming webhooks. */
@Repository
class IncomingWebhookStore {

    private static final String SELECT =
            "select id, room, name, account, created_by, created_at, last_used_at from incoming_webhook where ";

    private final JdbcClient jdbc;

    IncomingWebhookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The id that it got; its own is not looked at. */
    long insert(IncomingWebhook hook, String hash) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into incoming_webhook (room, name, account, secret_hash, created_by, created_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        hook.room().value(),
                        hook.name(),
                        hook.account().value(),
                        hash,
                        hook.createdBy().value(),
                        hook.createdAt().atOffset(ZoneOffset.UTC))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    Optional<IncomingWebhook> find(RoomId room, long id) {
        return jdbc.sql(SELECT + "room = ? and id = ?")
                .params(room.value(), id)
                .query(IncomingWebhookStore::row)
                .optional();
    }

    Optional<IncomingWebhook> byHash(String hash) {
        return jdbc.sql(SELECT + "secret_hash = ?")
                .param(hash)
                .query(IncomingWebhookStore::row)
                .optional();
    }

    /** The oldest first. */
    List<IncomingWebhook> of(RoomId room) {
        return jdbc.sql(SELECT + "room = ? order by id")
                .param(room.value())
                .query(IncomingWebhookStore::row)
                .list();
    }

    void used(long id, Instant now) {
        jdbc.sql("update incoming_webhook set last_used_at = ? where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from incoming_webhook where id = ?").param(id).update();
    }

    private static IncomingWebhook row(ResultSet row, int index) throws SQLException {
        var lastUsedAt = row.getObject("last_used_at", OffsetDateTime.class);
        return new IncomingWebhook(
                row.getLong("id"),
                new RoomId(row.getLong("room")),
                Objects.requireNonNull(row.getString("name")),
                new AccountId(row.getLong("account")),
                new AccountId(row.getLong("created_by")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                lastUsedAt == null ? null : lastUsedAt.toInstant());
    }
}

package io.confab.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.confab.webhook.Delivery.State;
import io.confab.webhook.EventType.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of the outbox and of the delivery log. */
@Repository
class DeliveryStore {

    private static final String INSERT = """
            insert into webhook_delivery (hook, stream, room, webhook_id, type, body, state, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final int EXCERPT = 500;
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    DeliveryStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Something that happened, and its words. */
    record News(String type, String body) {}

    /** In this order. */
    void insert(Lane lane, List<News> news, Instant now) {
        batches.batchUpdate(INSERT, news, BATCH, (statement, next) -> {
            statement.setLong(1, lane.hook());
            statement.setString(2, lane.stream().name());
            statement.setLong(3, lane.room());
            statement.setString(4, newId());
            statement.setString(5, next.type());
            statement.setString(6, next.body());
            statement.setString(7, State.WAITING.name());
            statement.setObject(8, now.atOffset(ZoneOffset.UTC));
        });
    }

    /** Something that is told at once and waits for nothing. */
    long insertParked(Lane lane, News news, Instant now) {
        var key = new GeneratedKeyHolder();
        jdbc.sql(INSERT)
                .params(lane.hook(), lane.stream().name(), lane.room(), newId(), news.type(), news.body())
                .params(State.PARKED.name(), now.atOffset(ZoneOffset.UTC))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private static String newId() {
        return "msg_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** What waits in a lane, in its order. */
    List<Delivery> waiting(Lane lane, int limit) {
        return jdbc.sql("""
                        select * from webhook_delivery
                        where hook = ? and stream = ? and room = ? and state = 'WAITING' order by id limit ?""")
                .params(lane.hook(), lane.stream().name(), lane.room(), limit)
                .query(DeliveryStore::row)
                .list();
    }

    Optional<Delivery> find(long hook, long id) {
        return jdbc.sql("select * from webhook_delivery where hook = ? and id = ?")
                .params(hook, id)
                .query(DeliveryStore::row)
                .optional();
    }

    /** Newest first. @param state null for all */
    List<Delivery> page(long hook, @Nullable State state, long before, int limit) {
        var sql = "select * from webhook_delivery where hook = ? and id < ?"
                + (state == null ? "" : " and state = '" + state.name() + "'") + " order by hook desc, id desc limit ?";
        return jdbc.sql(sql)
                .params(hook, before, limit)
                .query(DeliveryStore::row)
                .list();
    }

    /** What became of an attempt, unless the delivery is not any more in the state that the attempt began in. */
    void tried(Delivery delivery, Attempt attempt, State state, Instant now) {
        jdbc.sql("""
                        update webhook_delivery set state = ?, attempts = attempts + 1, last_at = ?, millis = ?, status = ?,
                            error = ?, excerpt = ?
                        where id = ? and state = ?""")
                .param(state.name())
                .param(now.atOffset(ZoneOffset.UTC))
                .param(attempt.took().toMillis())
                .param(attempt.status())
                .param(attempt.error() == null ? null : attempt.error().name())
                .param(attempt.succeeded() ? null : excerpt(attempt.answer()))
                .param(delivery.id())
                .param(delivery.state().name())
                .update();
    }

    private static @Nullable String excerpt(String answer) {
        var text = answer.codePoints()
                .filter(character -> !Character.isISOControl(character) || Character.isWhitespace(character))
                .filter(character -> Character.getType(character) != Character.SURROGATE)
                .limit(EXCERPT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.isBlank() ? null : text;
    }

    /** Everything that was parked waits again; the lanes that it is in. */
    List<Lane> unpark(long hook) {
        var lanes = jdbc.sql("""
                        select distinct hook, stream, room from webhook_delivery
                        where hook = ? and state = 'PARKED' and type <> ?""")
                .params(hook, Payloads.TEST)
                .query((row, index) -> lane(row))
                .list();
        jdbc.sql("""
                        update webhook_delivery set state = 'WAITING', attempts = 0
                        where hook = ? and state = 'PARKED' and type <> ?""").params(hook, Payloads.TEST).update();
        return lanes;
    }

    /** How many deliveries of a webhook are in a state; tests do not count. */
    record Tally(long waiting, long parked) {
        static final Tally NONE = new Tally(0, 0);
    }

    Map<Long, Tally> tallies(Collection<Long> hooks) {
        var found = new HashMap<Long, Tally>();
        jdbc.sql("""
                        select hook, sum(case when state = 'WAITING' then 1 else 0 end) as waiting,
                            sum(case when state = 'PARKED' then 1 else 0 end) as parked
                        from webhook_delivery where hook = any(?) and state <> 'DELIVERED' and type <> ? group by hook""")
                .param(hooks.toArray(Long[]::new))
                .param(Payloads.TEST)
                .query((row, index) ->
                        found.put(row.getLong("hook"), new Tally(row.getLong("waiting"), row.getLong("parked"))))
                .list();
        return found;
    }

    long count(State state) {
        return jdbc.sql("select count(*) from webhook_delivery where state = ?")
                .param(state.name())
                .query(Long.class)
                .single();
    }

    Optional<Instant> oldestWaiting() {
        return jdbc.sql("select created_at from webhook_delivery where state = 'WAITING' order by created_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** What was tried last before then, however long it had waited. */
    void forget(State state, Instant before) {
        var then = before.atOffset(ZoneOffset.UTC);
        // What was made later was tried later: by that the index finds the few.
        jdbc.sql("""
                        delete from webhook_delivery
                        where state = ? and created_at < ? and coalesce(last_at, created_at) < ?""").params(state.name(), then, then).update();
    }

    private static Lane lane(ResultSet row) throws SQLException {
        return new Lane(row.getLong("hook"), Stream.valueOf(row.getString("stream")), row.getLong("room"));
    }

    private static Delivery row(ResultSet row, int index) throws SQLException {
        var lastAt = row.getObject("last_at", OffsetDateTime.class);
        var error = row.getString("error");
        return new Delivery(
                row.getLong("id"),
                lane(row),
                Objects.requireNonNull(row.getString("webhook_id")),
                Objects.requireNonNull(row.getString("type")),
                Objects.requireNonNull(row.getString("body")),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                lastAt == null ? null : lastAt.toInstant(),
                row.getObject("millis", Long.class),
                row.getObject("status", Integer.class),
                error == null ? null : Attempt.Error.valueOf(error),
                row.getString("excerpt"));
    }
}

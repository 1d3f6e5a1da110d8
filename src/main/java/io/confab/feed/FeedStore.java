package io.confab.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of feeds: whose they are, and their last values. */
@Repository
class FeedStore {

    private static final String FREE = "(owner is null or not exists (select 1 from node n where n.id = feed.owner))";

    private final JdbcClient jdbc;

    FeedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** There is a row afterwards, whoever made it. Whether it was this one. Not within a transaction: it may fail inside. */
    boolean create(String name) {
        try {
            return jdbc.sql(
                                    "insert into feed (name) select cast(? as varchar) where not exists (select 1 from feed where name = ?)")
                            .params(name, name)
                            .update()
                    == 1;
        } catch (DuplicateKeyException another) {
            // Another node was faster.
            return false;
        }
    }

    /** Takes a feed that is no living node's; the new epoch, or nothing if it is somebody's. */
    OptionalLong claim(String name, String node) {
        int claimed = jdbc.sql("update feed set owner = ?, epoch = epoch + 1, number = 0 where name = ? and " + FREE)
                .params(node, name)
                .update();
        return claimed == 0
                ? OptionalLong.empty()
                : OptionalLong.of(jdbc.sql("select epoch from feed where name = ?")
                        .param(name)
                        .query(Long.class)
                        .single());
    }

    void release(String node) {
        jdbc.sql("update feed set owner = null where owner = ?").param(node).update();
    }

    /** Whether it was the owner's to write: an owner that was given up for dead writes nothing. */
    boolean write(FeedValue value, String owner) {
        return jdbc.sql("update feed set number = ?, at = ?, body = ? where name = ? and owner = ? and epoch = ?")
                        .params(
                                value.number(),
                                value.at().atOffset(ZoneOffset.UTC),
                                value.value(),
                                value.feed(),
                                owner,
                                value.epoch())
                        .update()
                == 1;
    }

    /** The next value of a feed that is pushed in; nothing if it equals the last. In the caller's transaction. */
    Optional<FeedValue> push(String name, String json, Instant at) {
        int changed = jdbc.sql(
                        "update feed set number = number + 1, at = ?, body = ? where name = ? and (body is null or body <> ?)")
                .params(at.atOffset(ZoneOffset.UTC), json, name, json)
                .update();
        return changed == 0 ? Optional.empty() : find(name);
    }

    long count() {
        return jdbc.sql("select count(*) from feed").query(Long.class).single();
    }

    Optional<FeedValue> find(String name) {
        return jdbc.sql("select name, epoch, number, at, body from feed where name = ? and body is not null")
                .param(name)
                .query(FeedStore::row)
                .optional();
    }

    List<FeedValue> find(Collection<String> names) {
        return jdbc.sql("select name, epoch, number, at, body from feed where name = any(?) and body is not null")
                .param(names.toArray(String[]::new))
                .query(FeedStore::row)
                .list();
    }

    List<String> names() {
        return jdbc.sql("select name from feed order by name")
                .query(String.class)
                .list();
    }

    private static FeedValue row(ResultSet row, int index) throws SQLException {
        return new FeedValue(
                Objects.requireNonNull(row.getString("name")),
                row.getLong("epoch"),
                row.getLong("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Objects.requireNonNull(row.getString("body")));
    }
}

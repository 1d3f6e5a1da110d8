package io.confab.message;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.confab.account.AccountId;
import io.confab.message.Tally.Given;
import io.confab.room.RoomId;
import io.confab.shared.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The rows of the log. Whatever it does, it does for many messages in one statement. */
@Component
class MessageStore {

    private static final String SELECT = """
            select m.id, m.room, m.seq, m.rev, m.body_rev, m.author, m.client_id, m.body, m.reply_to, r.seq as reply_to_seq,
                m.created_at, m.edited_at, m.deleted_at, m.mentions, m.removed_by, m.removed_reason, m.pinned_at, m.pinned_by
            from message m left join message r on r.id = m.reply_to
            """;

    /*
     * Ordered by every column of the index, the room too, though it is one room: H2 takes the rows from an index in their
     * order only then, and otherwise sorts all that match.
     */
    static final String BEFORE = SELECT + "where m.room = ? and m.seq < ? order by m.room desc, m.seq desc limit ?";

    static final String AFTER = SELECT + "where m.room = ? and m.seq > ? order by m.room, m.seq limit ?";

    static final String CHANGED_SINCE = SELECT + "where m.room = ? and m.rev > ? order by m.room, m.rev limit ?";

    /** Without what was posted after a seq and is still as it was then. */
    private static final String CHANGED_SINCE_POSTED = SELECT + """
            where m.room = ? and m.rev > ? and (m.seq <= ? or m.rev <> m.body_rev or m.edited_at is not null
                or m.deleted_at is not null)
            order by m.room, m.rev limit ?""";

    /** The place of the newest before some time: from the end, as only what is newer is gone through. */
    private static final String LAST_BEFORE =
            "select m.seq from message m where m.room = ? and m.created_at <= ? order by m.room desc, m.seq desc limit 1";

    private final JdbcTemplate jdbc;

    MessageStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** When each of those who posted after some time did so last. */
    Map<AccountId, Instant> lastPosts(RoomId room, Instant since) {
        var from = jdbc.queryForList(LAST_BEFORE, Long.class, room.value(), since.atOffset(ZoneOffset.UTC));
        var posts = new HashMap<AccountId, Instant>();
        jdbc.query(
                "select author, max(created_at) as last from message where room = ? and seq > ? group by author",
                row -> {
                    posts.put(new AccountId(row.getLong("author")), Columns.instant(row, "last"));
                },
                room.value(),
                from.isEmpty() ? 0 : from.get(0));
        return posts;
    }

    List<StoredMessage> newest(RoomId room, int limit) {
        return before(room, Long.MAX_VALUE, limit);
    }

    /** Newest first, as every page. Pages by key, so that a new message never shifts one. */
    List<StoredMessage> before(RoomId room, long seq, int limit) {
        return query(BEFORE, room.value(), seq, limit);
    }

    List<StoredMessage> after(RoomId room, long seq, int limit) {
        var page = new ArrayList<>(query(AFTER, room.value(), seq, limit));
        Collections.reverse(page);
        return page;
    }

    /** In the order of their revs. */
    List<StoredMessage> changedSince(RoomId room, long rev, int limit) {
        return query(CHANGED_SINCE, room.value(), rev, limit);
    }

    /** The same, without the messages that were posted after {@code seq} and have not changed since. */
    List<StoredMessage> changedSince(RoomId room, long rev, long seq, int limit) {
        return query(CHANGED_SINCE_POSTED, room.value(), rev, seq, limit);
    }

    Map<Long, StoredMessage> byId(Collection<Long> ids) {
        var found = new HashMap<Long, StoredMessage>();
        if (!ids.isEmpty()) {
            query(SELECT + "where m.id = any(?)", (Object) ids.toArray(Long[]::new))
                    .forEach(message -> found.put(message.id(), message));
        }
        return found;
    }

    /** All the reactions of these messages, each message's in the order in which they were given. */
    Map<Long, LinkedHashSet<Given>> reactions(Collection<Long> messages) {
        var found = new HashMap<Long, LinkedHashSet<Given>>();
        if (!messages.isEmpty()) {
            jdbc.query(
                    "select message, emoji, account from reaction where message = any(?) order by id",
                    row -> {
                        found.computeIfAbsent(row.getLong("message"), id -> new LinkedHashSet<>())
                                .add(new Given(row.getString("emoji"), new AccountId(row.getLong("account"))));
                    },
                    (Object) messages.toArray(Long[]::new));
        }
        return found;
    }

    /** The tallies of these messages. Reads as many rows as will be named, however many reacted. */
    Map<Long, List<Tally>> tallies(Collection<Long> messages) {
        var found = new HashMap<Long, List<Tally>>();
        if (messages.isEmpty()) {
            return found;
        }
        jdbc.query(
                """
                select message, emoji, account, place, total from (
                    select message, emoji, account,
                        row_number() over (partition by message, emoji order by id) as place,
                        count(*) over (partition by message, emoji) as total,
                        min(id) over (partition by message, emoji) as beginning
                    from reaction where message = any(?)) as given
                where place <= ? order by message, beginning, place""",
                row -> {
                    var tallies = found.computeIfAbsent(row.getLong("message"), id -> new ArrayList<>());
                    if (row.getLong("place") == 1) {
                        tallies.add(new Tally(row.getString("emoji"), row.getInt("total"), new ArrayList<>()));
                    }
                    tallies.get(tallies.size() - 1).first().add(new AccountId(row.getLong("account")));
                },
                messages.toArray(Long[]::new),
                Tally.NAMED);
        return found;
    }

    /** What was done before under these clientIds: the id of the message that it was about. */
    Map<CommandKey, Earlier> earlier(Collection<CommandKey> keys) {
        var found = new HashMap<CommandKey, Earlier>();
        // The outer join fixes the order: from the keys to the index, never the other way round.
        var sql = """
                select done.room, done.author, done.client_id, %s
                from unnest(cast(? as bigint array), cast(? as bigint array), cast(? as varchar array))
                    as asked (room, author, client_id)
                left join %s done
                    on done.room = asked.room and done.author = asked.author and done.client_id = asked.client_id
                where done.room is not null""";
        Object[] arguments = {
            keys.stream().map(key -> key.room().value()).toArray(Long[]::new),
            keys.stream().map(key -> key.author().value()).toArray(Long[]::new),
            keys.stream().map(CommandKey::clientId).toArray(String[]::new)
        };
        for (var query : List.of(
                sql.formatted("'Post' as kind, done.id as message", "message"),
                sql.formatted("done.kind as kind, done.message as message", "command"))) {
            jdbc.query(
                    query,
                    row -> {
                        found.put(
                                new CommandKey(
                                        new RoomId(row.getLong("room")),
                                        new AccountId(row.getLong("author")),
                                        row.getString("client_id")),
                                new Earlier(row.getString("kind"), row.getLong("message")));
                    },
                    arguments);
        }
        return found;
    }

    /** The first of the next {@value MessageIds#BLOCK} ids. */
    long nextBlockOfIds() {
        var first = jdbc.queryForObject("select nextval('message_id')", Long.class);
        return Objects.requireNonNull(first);
    }

    void insert(Collection<StoredMessage> messages) {
        Rows.write(jdbc, """
                insert into message (id, room, seq, rev, body_rev, author, client_id, body, reply_to, created_at, edited_at, deleted_at, mentions)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", messages, (statement, message) -> {
            statement.setLong(1, message.id());
            statement.setLong(2, message.room().value());
            statement.setLong(3, message.seq());
            statement.setLong(4, message.rev());
            statement.setLong(5, message.bodyRev());
            statement.setLong(6, message.author().value());
            statement.setString(7, message.clientId());
            statement.setString(8, message.body());
            statement.setObject(9, message.replyTo(), Types.BIGINT);
            setTime(statement, 10, message.createdAt());
            setTime(statement, 11, message.editedAt());
            setTime(statement, 12, message.deletedAt());
            statement.setString(13, message.mentions().toRow());
        });
    }

    void update(Collection<StoredMessage> messages) {
        Rows.write(jdbc, """
                update message set rev = ?, body_rev = ?, body = ?, edited_at = ?, deleted_at = ?, mentions = ?,
                    removed_by = ?, removed_reason = ?, pinned_at = ?, pinned_by = ?
                where id = ?""", messages, (statement, message) -> {
            statement.setLong(1, message.rev());
            statement.setLong(2, message.bodyRev());
            statement.setString(3, message.body());
            setTime(statement, 4, message.editedAt());
            setTime(statement, 5, message.deletedAt());
            statement.setString(6, message.mentions().toRow());
            var removed = message.removed();
            statement.setObject(7, removed == null ? null : removed.by().value(), Types.BIGINT);
            statement.setString(8, removed == null ? null : removed.reason());
            var pinned = message.pinned();
            setTime(statement, 9, pinned == null ? null : pinned.at());
            statement.setObject(10, pinned == null ? null : pinned.by().value(), Types.BIGINT);
            statement.setLong(11, message.id());
        });
    }

    void removeReactions(Collection<Reaction> reactions) {
        Rows.write(
                jdbc,
                "delete from reaction where message = ? and emoji = ? and account = ?",
                reactions,
                MessageStore::set);
    }

    void addReactions(Collection<Reaction> reactions) {
        Rows.write(
                jdbc, "insert into reaction (message, emoji, account) values (?, ?, ?)", reactions, MessageStore::set);
    }

    void insertCommands(Collection<Done> commands) {
        Rows.write(
                jdbc,
                "insert into command (room, author, client_id, kind, message, rev) values (?, ?, ?, ?, ?, ?)",
                commands,
                (statement, done) -> {
                    statement.setLong(1, done.key().room().value());
                    statement.setLong(2, done.key().author().value());
                    statement.setString(3, done.key().clientId());
                    statement.setString(4, done.kind());
                    statement.setLong(5, done.message());
                    statement.setLong(6, done.rev());
                });
    }

    private List<StoredMessage> query(String sql, Object... arguments) {
        return jdbc.query(sql, MessageStore::message, arguments);
    }

    private static void set(PreparedStatement statement, Reaction reaction) throws SQLException {
        statement.setLong(1, reaction.message());
        statement.setString(2, reaction.given().emoji());
        statement.setLong(3, reaction.given().account().value());
    }

    private static void setTime(PreparedStatement statement, int index, @Nullable Instant time) throws SQLException {
        statement.setObject(index, time == null ? null : time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static StoredMessage message(ResultSet row, int number) throws SQLException {
        return new StoredMessage(
                row.getLong("id"),
                new RoomId(row.getLong("room")),
                row.getLong("seq"),
                row.getLong("rev"),
                row.getLong("body_rev"),
                new AccountId(row.getLong("author")),
                row.getString("client_id"),
                row.getString("body"),
                row.getObject("reply_to", Long.class),
                row.getObject("reply_to_seq", Long.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                time(row, "edited_at"),
                time(row, "deleted_at"),
                Mentions.ofRow(row.getString("mentions")),
                removed(row),
                pinned(row));
    }

    private static @Nullable Removed removed(ResultSet row) throws SQLException {
        var by = row.getObject("removed_by", Long.class);
        return by == null ? null : new Removed(new AccountId(by), row.getString("removed_reason"));
    }

    private static @Nullable Pinned pinned(ResultSet row) throws SQLException {
        var at = time(row, "pinned_at");
        return at == null ? null : new Pinned(at, new AccountId(row.getLong("pinned_by")));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** What makes a command the same command. */
    record CommandKey(RoomId room, AccountId author, String clientId) {

        static CommandKey of(Command command) {
            return new CommandKey(command.room(), command.author(), command.clientId());
        }
    }

    /** A command that was carried out. */
    record Earlier(String kind, long message) {}

    record Done(CommandKey key, String kind, long message, long rev) {}

    record Reaction(long message, Given given) {}
}

package io.confab.message;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.message.HeadsChanged.Current;
import io.confab.room.Attention;
import io.confab.room.Head;
import io.confab.room.Level;
import io.confab.room.ReadCursors.Reader;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads from the log where rooms stand for many of their members at once: one look at each room, not at each member. */
@Component
class HeadEntries {

    /** More messages than anybody's count can need, unless most are one's own or deleted. */
    private static final int TAIL = 2 * UnreadCounts.MOST;

    // By the room too: see MessageStore.
    static final String NEWEST_SAID = """
            select seq, author, deleted_at is not null as deleted, mentions is not null as mentioning from message
            where room = ? and seq > ? order by room desc, seq desc limit ?""";

    private final UnreadCounts unreadCounts;
    private final MentionStore mentions;
    private final DirectDetailsIfAny direct;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    HeadEntries(
            UnreadCounts unreadCounts,
            MentionStore mentions,
            DirectDetailsIfAny direct,
            JdbcTemplate jdbc,
            Clock clock) {
        this.unreadCounts = unreadCounts;
        this.mentions = mentions;
        this.direct = direct;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How far a member has read, and what it wants to be told. */
    record Seat(long lastRead, Attention attention) {}

    /** Those of the accounts that are members of these rooms. */
    Map<RoomId, Map<AccountId, Seat>> seats(Collection<RoomId> rooms, Set<Long> accounts) {
        var seats = new HashMap<RoomId, Map<AccountId, Seat>>();
        var now = clock.instant();
        jdbc.query(
                """
                select m.room, m.account, m.last_read_seq, m.attention, m.quiet_until
                from unnest(cast(? as bigint array)) as wanted(account)
                join membership m on m.account = wanted.account
                where m.room = any(?) and m.left_at is null and not m.hidden""",
                row -> {
                    var quiet = row.getObject("quiet_until", OffsetDateTime.class);
                    var attention = new Attention(Level.valueOf(row.getString("attention")), instant(quiet)).at(now);
                    seats.computeIfAbsent(new RoomId(row.getLong("room")), id -> new HashMap<>())
                            .put(
                                    new AccountId(row.getLong("account")),
                                    new Seat(row.getLong("last_read_seq"), attention));
                },
                accounts.toArray(Long[]::new),
                rooms.stream().map(RoomId::value).toArray(Long[]::new));
        return seats;
    }

    /** Where the rooms stand for whoever has a seat in them. */
    Map<Reader, Current> of(Map<RoomId, Head> heads, Map<RoomId, Map<AccountId, Seat>> seats) {
        var unread = new HashMap<Reader, Integer>();
        var mentioned = new HashMap<Reader, Long>();
        seats.forEach((room, members) -> {
            var behind =
                    members.values().stream().mapToLong(Seat::lastRead).min().orElse(Long.MAX_VALUE);
            var tail = behind < head(heads, room).seq() ? tail(room, behind) : List.<Said>of();
            members.forEach((account, seat) -> {
                var reader = new Reader(room, account);
                var reachesBack =
                        tail.size() < TAIL || tail.get(tail.size() - 1).seq() <= seat.lastRead + 1;
                unread.put(reader, unread(reader, seat.lastRead, tail, reachesBack));
                if (!reachesBack || tail.stream().anyMatch(said -> said.mentioning && said.seq > seat.lastRead)) {
                    mentioned.put(reader, seat.lastRead);
                }
            });
        });
        var mentionCounts = mentions.counts(mentioned);
        var requests = direct.requests(seats.keySet());
        var entries = new HashMap<Reader, Current>();
        seats.forEach((room, members) -> members.forEach((account, seat) -> {
            var reader = new Reader(room, account);
            entries.put(
                    reader,
                    new Current(
                            room.value(),
                            head(heads, room),
                            seat.lastRead,
                            unread.getOrDefault(reader, 0),
                            mentionCounts.getOrDefault(reader, 0),
                            seat.attention.level(),
                            seat.attention.mutedUntil(),
                            requests.getOrDefault(room, Map.of()).get(account)));
        }));
        return entries;
    }

    private int unread(Reader reader, long lastRead, List<Said> tail, boolean reachesBack) {
        var unread = tail.stream()
                .filter(said ->
                        said.seq > lastRead && said.author != reader.account().value() && !said.deleted)
                .limit(UnreadCounts.MOST)
                .count();
        if (unread == UnreadCounts.MOST || reachesBack) {
            return (int) unread;
        }
        return unreadCounts
                .of(reader.account(), Map.of(reader.room(), lastRead))
                .getOrDefault(reader.room(), 0);
    }

    /** The newest of the messages after {@code seq}, newest first. */
    private List<Said> tail(RoomId room, long seq) {
        return jdbc.query(
                NEWEST_SAID,
                (row, number) -> new Said(
                        row.getLong("seq"),
                        row.getLong("author"),
                        row.getBoolean("deleted"),
                        row.getBoolean("mentioning")),
                room.value(),
                seq,
                TAIL);
    }

    private static Head head(Map<RoomId, Head> heads, RoomId room) {
        return Objects.requireNonNull(heads.get(room));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private record Said(long seq, long author, boolean deleted, boolean mentioning) {}
}

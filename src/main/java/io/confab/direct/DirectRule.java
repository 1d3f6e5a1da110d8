package io.confab.direct;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.message.Draft;
import io.confab.message.PostingRule;
import io.confab.room.LockedRoom;
import io.confab.room.RoomAudience;
import io.confab.room.RoomId;
import io.confab.room.RoomLedger.Writer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

/** What forbids a post in a direct room. In rooms of other kinds it says nothing, and asks the database nothing. */
@Component
class DirectRule implements PostingRule {

    // Whoever blocks somebody blocks their bots. A room of which everybody else has yet to accept holds what its opener
    // posted, and nothing else.
    private static final String SQL = """
            select w.room, w.author, r.head_seq,
                r.member_count = 2 and exists (select 1 from membership o
                    join account other on other.id = o.account
                    join account_block b on b.account = w.author and b.blocked in (other.id, other.owner)
                    where o.room = w.room and o.account <> w.author and o.left_at is null) as blocking,
                r.member_count = 2 and exists (select 1 from membership o
                    left join direct_setting s on s.account = o.account
                    where o.room = w.room and o.account <> w.author and o.left_at is null
                    and (s.accept = 'NOBODY'
                        or exists (select 1 from account_block b
                            where b.account = o.account and b.blocked in (writer.id, writer.owner)))) as closed,
                exists (select 1 from direct_request q where q.room = w.room and q.account = w.author) as asked,
                not exists (select 1 from membership o
                    where o.room = w.room and o.account <> w.author and o.left_at is null
                    and not exists (select 1 from direct_request q where q.room = o.room and q.account = o.account)) as pending
            from unnest(cast(? as bigint array), cast(? as bigint array)) as w (room, author)
            join room r on r.id = w.room
            join account writer on writer.id = w.author""";

    private final JdbcClient jdbc;
    private final RoomAudience rooms;

    DirectRule(JdbcClient jdbc, RoomAudience rooms) {
        this.jdbc = jdbc;
        this.rooms = rooms;
    }

    @Override
    public void check(RoomId room, AccountId author, Draft draft) {
        if (rooms.isDirect(room)) {
            new Now(Set.of(new Writer(room, author))).check(room, author, draft);
        }
    }

    @Override
    public PostingRule within(Map<RoomId, LockedRoom> locked, Set<Writer> writers) {
        return new Now(writers.stream()
                .filter(writer -> {
                    var room = locked.get(writer.room());
                    return room != null && room.isDirect();
                })
                .collect(toSet()));
    }

    /** What holds for these writers now, each in a direct room. */
    private final class Now implements PostingRule {

        private final Map<Writer, Verdict> verdicts = new HashMap<>();

        Now(Set<Writer> writers) {
            if (!writers.isEmpty()) {
                jdbc.sql(SQL)
                        .params(
                                writers.stream()
                                        .map(writer -> writer.room().value())
                                        .toArray(Long[]::new),
                                writers.stream()
                                        .map(writer -> writer.account().value())
                                        .toArray(Long[]::new))
                        .query(row -> {
                            var writer =
                                    new Writer(new RoomId(row.getLong("room")), new AccountId(row.getLong("author")));
                            verdicts.put(
                                    writer,
                                    new Verdict(
                                            row.getBoolean("blocking"),
                                            row.getBoolean("closed"),
                                            row.getBoolean("asked"),
                                            row.getBoolean("pending"),
                                            row.getLong("head_seq")));
                        });
            }
        }

        @Override
        public void check(RoomId room, AccountId author, Draft draft) {
            var writer = new Writer(room, author);
            if (verdicts.containsKey(writer)) {
                verdicts.compute(writer, (same, verdict) -> {
                    var held = requireNonNull(verdict);
                    return (draft.accepting() ? held.accepting() : held).afterPost();
                });
            }
        }

        @Override
        public void checkChange(RoomId room, AccountId author) {
            var verdict = verdicts.get(new Writer(room, author));
            if (verdict != null) {
                verdict.requireOpen();
            }
        }
    }
}

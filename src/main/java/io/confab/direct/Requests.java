package io.confab.direct;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of those who ask to talk. One goes when it is accepted; it stays when it is declined. */
@Component
class Requests {

    private final JdbcClient jdbc;

    Requests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(RoomId room, AccountId account, AccountId sender, Instant createdAt) {}

    void ask(RoomId room, AccountId account, AccountId sender, Instant now) {
        jdbc.sql("insert into direct_request (room, account, sender, created_at, told) values (?, ?, ?, ?, false)")
                .params(room.value(), account.value(), sender.value(), now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those that the account sees: something was said, and it has not declined. */
    List<Row> of(AccountId account) {
        return jdbc.sql("""
                        select q.room, q.account, q.sender, q.created_at from direct_request q
                        join room r on r.id = q.room
                        join membership m on m.room = q.room and m.account = q.account
                        where q.account = ? and r.head_seq > 0 and m.left_at is null and not m.hidden
                        order by q.created_at desc, q.room desc""").param(account.value()).query(Requests::row).list();
    }

    List<Row> in(Collection<RoomId> rooms) {
        return jdbc.sql("select room, account, sender, created_at from direct_request where room = any(?)")
                .param(ids(rooms))
                .query(Requests::row)
                .list();
    }

    /** Whether the account is asked in this room, and has not declined if {@code open}. */
    boolean isAsked(RoomId room, AccountId account, boolean open) {
        return jdbc.sql("""
                        select count(*) from direct_request q
                        join membership m on m.room = q.room and m.account = q.account
                        where q.room = ? and q.account = ? and m.left_at is null and not (m.hidden and ?)""")
                        .params(room.value(), account.value(), open)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether the account was asked in this room and did not want to see it. */
    boolean hasDeclined(RoomId room, AccountId account) {
        return jdbc.sql("""
                        select count(*) from direct_request q
                        join membership m on m.room = q.room and m.account = q.account
                        where q.room = ? and q.account = ? and m.left_at is null and m.hidden""")
                        .params(room.value(), account.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void accept(RoomId room, AccountId account) {
        jdbc.sql("delete from direct_request where room = ? and account = ?")
                .params(room.value(), account.value())
                .update();
    }

    /** Those whom nobody has told of the request yet, in these rooms; from now on they are told. */
    List<Row> takeUntold(Collection<RoomId> rooms) {
        return jdbc.sql("""
                        select q.room, q.account, q.sender, q.created_at from direct_request q
                        join membership m on m.room = q.room and m.account = q.account
                        where q.room = any(?) and not q.told and m.left_at is null and not m.hidden""").param(ids(rooms)).query(Requests::row).list().stream()
                .filter(this::markTold)
                .toList();
    }

    private boolean markTold(Row row) {
        return jdbc.sql("update direct_request set told = true where room = ? and account = ? and not told")
                        .params(row.room().value(), row.account().value())
                        .update()
                == 1;
    }

    private static Long[] ids(Collection<RoomId> rooms) {
        return rooms.stream().map(RoomId::value).toArray(Long[]::new);
    }

    private static Row row(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Row(
                new RoomId(row.getLong("room")),
                new AccountId(row.getLong("account")),
                new AccountId(row.getLong("sender")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}

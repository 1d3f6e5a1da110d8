package io.confab.direct;

import java.util.Collection;

import io.confab.account.AccountId;
import io.confab.room.DirectAudience;
import io.confab.room.RoomId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who sees that a member types: the other members, and of two neither if one blocks the other or the owner of that bot. Nobody sees it of whoever has
 * yet to accept. The member's own devices are not told either: they would learn of a block from what they are not told.
 */
@Component
class Onlookers implements DirectAudience {

    private static final String SQL = """
            select m.account from membership m join room r on r.id = m.room
            where m.room = ? and m.account <> ? and m.left_at is null and not m.hidden
            and not exists (select 1 from direct_request q where q.room = m.room and q.account = ?)
            and not (r.member_count = 2 and exists (select 1 from membership o
                join account one on one.id = m.account
                join account other on other.id = o.account
                join account_block b on (b.account = one.id and b.blocked in (other.id, other.owner))
                    or (b.account = other.id and b.blocked in (one.id, one.owner))
                where o.room = m.room and o.account <> m.account and o.left_at is null))""";

    private final JdbcClient jdbc;

    Onlookers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Collection<AccountId> of(RoomId room, AccountId actor) {
        return jdbc.sql(SQL)
                .params(room.value(), actor.value(), actor.value())
                .query((row, number) -> new AccountId(row.getLong("account")))
                .list();
    }
}

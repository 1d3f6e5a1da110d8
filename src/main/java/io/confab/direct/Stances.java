package io.confab.direct;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.confab.account.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How people stand to somebody who wants to write to them. */
@Component
class Stances {

    /*
     * One question, whatever the reason: an account that takes nothing and one that blocks are answered alike, by what is
     * said and by how long it takes. Whoever blocks somebody blocks their bots.
     */
    private static final String SQL = """
            select id, shared, not blocked and (accept = 'EVERYONE' or (accept = 'SHARED_ROOM' and shared)) as takes
            from (
                select a.id, coalesce(s.accept, 'EVERYONE') as accept,
                    exists (select 1 from membership mine
                        join membership theirs on theirs.room = mine.room and theirs.account = a.id and theirs.left_at is null
                        join room r on r.id = mine.room and r.kind <> 'DIRECT'
                        where mine.account = ? and mine.left_at is null) as shared,
                    exists (select 1 from account_block b join account writer on writer.id = ?
                        where b.account = a.id and b.blocked in (writer.id, writer.owner)) as blocked
                from account a left join direct_setting s on s.account = a.id
                where a.id = any(?)) as stance""";

    private final JdbcClient jdbc;

    Stances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param shared whether they share a room that is not direct
     * @param takes whether they take messages from the writer
     */
    record Stance(boolean shared, boolean takes) {}

    Map<AccountId, Stance> towards(AccountId writer, Collection<AccountId> others) {
        var found = new HashMap<AccountId, Stance>();
        jdbc.sql(SQL)
                .params(
                        writer.value(),
                        writer.value(),
                        others.stream().map(AccountId::value).toArray(Long[]::new))
                .query(row -> {
                    found.put(
                            new AccountId(row.getLong("id")),
                            new Stance(row.getBoolean("shared"), row.getBoolean("takes")));
                });
        return found;
    }

    /** Whether the account blocks one of these, or whose bot that is. */
    boolean blocksAny(AccountId account, Collection<AccountId> others) {
        return jdbc.sql("""
                        select count(*) from account_block b join account other on b.blocked in (other.id, other.owner)
                        where b.account = ? and other.id = any(?)""")
                        .params(
                                account.value(),
                                others.stream().map(AccountId::value).toArray(Long[]::new))
                        .query(Integer.class)
                        .single()
                > 0;
    }
}

package io.confab.room;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.confab.account.AccountId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds members for the log, under the rooms' locks: in one statement, however many are looked for. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class MembersByName {

    private final JdbcTemplate jdbc;

    MembersByName(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A name in small letters, and the room in which it was said. */
    public record Name(RoomId room, String username) {}

    /** Who of the rooms' members have these names. */
    public Map<Name, AccountId> find(Set<Name> names) {
        var found = new HashMap<Name, AccountId>();
        var asked = List.copyOf(names);
        jdbc.query(
                """
                select asked.room, asked.username, m.account
                from unnest(cast(? as bigint array), cast(? as varchar array)) as asked (room, username)
                left join account a on a.username = asked.username
                left join membership m on m.room = asked.room and m.account = a.id and m.left_at is null
                where m.account is not null""",
                row -> {
                    found.put(
                            new Name(new RoomId(row.getLong("room")), row.getString("username")),
                            new AccountId(row.getLong("account")));
                },
                asked.stream().map(name -> name.room().value()).toArray(Long[]::new),
                asked.stream().map(Name::username).toArray(String[]::new));
        return found;
    }

    /** All the members of these rooms. */
    public Map<RoomId, Set<AccountId>> all(Collection<RoomId> rooms) {
        var found = new HashMap<RoomId, Set<AccountId>>();
        jdbc.query(
                "select room, account from membership where room = any(?) and left_at is null",
                row -> {
                    found.computeIfAbsent(new RoomId(row.getLong("room")), id -> new HashSet<>())
                            .add(new AccountId(row.getLong("account")));
                },
                (Object) rooms.stream().map(RoomId::value).toArray(Long[]::new));
        return found;
    }
}

package io.confab.presence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads how the members of rooms are here. */
@Repository
class RosterStore {

    /** Somebody's place in a room: whether it is over, by which change of the room, and how they are seen. */
    record Place(long room, long rev, boolean over, PersonView person) {}

    private static final String PLACE =
            "select m.room, m.rev as member_rev, m.left_at is not null as over, m.account as member, "
                    + PresenceStore.COLUMNS + "\n";

    private final JdbcTemplate jdbc;

    RosterStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Looks at every member that is here: once for as long as the roster is kept. */
    Roster load(long room) {
        var rev = jdbc.queryForObject("select head_rev from room where id = ?", Long.class, room);
        var here = new HashMap<Long, Presence>();
        jdbc.query(
                """
                select p.account, p.presence from presence p join membership m on m.account = p.account
                where m.room = ? and m.left_at is null and p.presence <> 'OFFLINE'""",
                row -> {
                    here.put(row.getLong("account"), Presence.valueOf(row.getString("presence")));
                },
                room);
        return new Roster(rev == null ? 0 : rev, here);
    }

    Map<Long, Integer> memberCounts(Collection<Long> rooms) {
        var counts = new HashMap<Long, Integer>();
        jdbc.query(
                "select id, member_count from room where id = any(?)",
                row -> {
                    counts.put(row.getLong("id"), row.getInt("member_count"));
                },
                (Object) rooms.toArray(Long[]::new));
        return counts;
    }

    /** Everybody in a room that is not large. */
    List<PersonView> members(long room, int limit) {
        var places = places(PLACE + """
                        from membership m left join presence p on p.account = m.account
                        where m.room = ? and m.left_at is null order by m.account limit ?""", room, limit);
        return places.stream().map(Place::person).toList();
    }

    /** Which of these accounts are members of which of these rooms. */
    Map<Long, List<Long>> membersAmong(Collection<Long> accounts, Collection<Long> rooms) {
        var members = new HashMap<Long, List<Long>>();
        jdbc.query(
                """
                select m.room, m.account from unnest(cast(? as bigint array)) as wanted(account)
                join membership m on m.account = wanted.account
                where m.room = any(?) and m.left_at is null""",
                row -> {
                    members.computeIfAbsent(row.getLong("room"), room -> new ArrayList<>())
                            .add(row.getLong("account"));
                },
                accounts.toArray(Long[]::new),
                rooms.toArray(Long[]::new));
        return members;
    }

    /** The memberships that began, ended or changed after a room's rev, for several rooms. */
    List<Place> changedSince(Map<Long, Long> revs) {
        var rooms = revs.keySet().toArray(Long[]::new);
        var since = Arrays.stream(rooms).map(revs::get).toArray(Long[]::new);
        return places(PLACE + """
                        from unnest(cast(? as bigint array), cast(? as bigint array)) as known(room, rev)
                        join membership m on m.room = known.room and m.rev > known.rev
                        left join presence p on p.account = m.account
                        order by m.rev""", rooms, since);
    }

    private List<Place> places(String sql, Object... arguments) {
        return jdbc.query(
                sql,
                (row, number) -> {
                    long account = row.getLong("member");
                    row.getLong("account");
                    var person = row.wasNull()
                            ? PersonView.unknown(account)
                            : PresenceStore.row(row).whereabouts().view();
                    return new Place(row.getLong("room"), row.getLong("member_rev"), row.getBoolean("over"), person);
                },
                arguments);
    }
}

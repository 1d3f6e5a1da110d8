package io.confab.room;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.account.Restraint;
import io.confab.room.LockedRoom.Seat;
import io.confab.shared.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The counters of the rooms, under their locks. For the log, which writes for many rooms in one transaction: each step is
 * one statement, however many rooms and writers there are.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RoomLedger {

    private static final String NOTE_POST = "update membership set last_posted_at = ? where room = ? and account = ?";

    private final JdbcTemplate jdbc;

    RoomLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks these rooms until the end of the transaction, always in the order of their ids, so that two transactions
     * that lock several cannot wait for each other. A room that does not exist is left out.
     *
     * @param writers who wants to write where
     */
    public Map<RoomId, LockedRoom> lock(Set<Writer> writers) {
        var rooms = new HashMap<RoomId, LockedRoom>();
        jdbc.query(
                """
                select id, kind, head_rev, head_seq, last_posted_at, archived_at, locked_at, announcements_only, slow_seconds
                from room where id = any(?) order by id for update""",
                row -> {
                    var id = new RoomId(row.getLong("id"));
                    rooms.put(
                            id,
                            new LockedRoom(
                                    id,
                                    RoomKind.valueOf(row.getString("kind")),
                                    row.getObject("archived_at") != null,
                                    RoomMode.of(
                                            Columns.instant(row, "locked_at"),
                                            row.getBoolean("announcements_only"),
                                            row.getInt("slow_seconds")),
                                    row.getLong("head_rev"),
                                    row.getLong("head_seq"),
                                    Columns.instant(row, "last_posted_at")));
                },
                new Object[] {
                    writers.stream()
                            .map(writer -> writer.room().value())
                            .distinct()
                            .toArray(Long[]::new)
                });
        // Read after the lock was taken: a membership changes only under it.
        jdbc.query(
                """
                select writer.room, writer.account, m.left_at, m.role, m.last_posted_at,
                    m.muted_until, m.read_only_until, m.banned_until as barred_until,
                    om.muted_until as owner_here_muted_until, om.read_only_until as owner_here_read_only_until,
                    om.banned_until as owner_barred_until,
                    a.muted_until as server_muted_until, a.read_only_until as server_read_only_until, a.banned_until,
                    o.muted_until as owner_muted_until, o.read_only_until as owner_read_only_until,
                    o.banned_until as owner_banned_until
                from unnest(cast(? as bigint array), cast(? as bigint array)) as writer (room, account)
                join account a on a.id = writer.account
                left join account o on o.id = a.owner
                left join membership m on m.room = writer.room and m.account = writer.account
                left join membership om on om.room = writer.room and om.account = a.owner""",
                row -> {
                    var room = rooms.get(new RoomId(row.getLong("room")));
                    if (room != null) {
                        room.seat(new AccountId(row.getLong("account")), seat(row));
                    }
                },
                writers.stream().map(writer -> writer.room().value()).toArray(Long[]::new),
                writers.stream().map(writer -> writer.account().value()).toArray(Long[]::new));
        return rooms;
    }

    /** Writes the counters. */
    public void advance(Collection<LockedRoom> rooms) {
        jdbc.batchUpdate(
                "update room set head_rev = ?, head_seq = ?, last_posted_at = ?, moved_at = current_timestamp where id = ?",
                rooms,
                rooms.size(),
                (statement, room) -> {
                    var last = room.lastPostedAt();
                    statement.setLong(1, room.rev());
                    statement.setLong(2, room.seq());
                    statement.setObject(3, last == null ? null : last.atOffset(ZoneOffset.UTC));
                    statement.setLong(4, room.id().value());
                });
        notePosts(rooms);
    }

    /** When these posted last, in a room that is slow from now on. */
    public void notePosts(RoomId room, Map<AccountId, Instant> posts) {
        jdbc.batchUpdate(
                NOTE_POST,
                posts.entrySet().stream()
                        .map(post -> noted(room, post.getKey(), post.getValue()))
                        .toList());
    }

    /** In slow rooms, who posted when. */
    private void notePosts(Collection<LockedRoom> rooms) {
        var posts = rooms.stream()
                .flatMap(room ->
                        room.posted().entrySet().stream().map(post -> noted(room.id(), post.getKey(), post.getValue())))
                .toList();
        if (!posts.isEmpty()) {
            jdbc.batchUpdate(NOTE_POST, posts);
        }
    }

    private static Object[] noted(RoomId room, AccountId account, Instant at) {
        return new Object[] {at.atOffset(ZoneOffset.UTC), room.value(), account.value()};
    }

    private static Seat seat(ResultSet row) throws SQLException {
        var role = row.getObject("left_at") == null ? row.getString("role") : null;
        return new Seat(
                role == null ? null : Role.valueOf(role),
                Columns.instant(row, "last_posted_at"),
                restraint(row, "muted_until", "read_only_until", "barred_until")
                        .and(restraint(
                                row, "owner_here_muted_until", "owner_here_read_only_until", "owner_barred_until")),
                restraint(row, "server_muted_until", "server_read_only_until", "banned_until")
                        .and(restraint(row, "owner_muted_until", "owner_read_only_until", "owner_banned_until")));
    }

    private static Restraint restraint(ResultSet row, String muted, String readOnly, String banned)
            throws SQLException {
        return new Restraint(Columns.instant(row, muted), Columns.instant(row, readOnly), Columns.instant(row, banned));
    }

    public record Writer(RoomId room, AccountId account) {}
}

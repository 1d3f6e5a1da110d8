package io.confab.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.message.DirectDetails.Request;
import io.confab.message.HeadsChanged.Current;
import io.confab.message.HeadsChanged.Entry;
import io.confab.message.HeadsChanged.Gone;
import io.confab.room.Head;
import io.confab.room.RoomCreated;
import io.confab.room.RoomEvent;
import io.confab.room.RoomEvent.MemberJoined;
import io.confab.room.RoomEvent.MemberLeft;
import io.confab.room.RoomEvent.MemberRemoved;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.room.SeatsChanged;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import io.confab.stomp.Signal;
import io.confab.stomp.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells everybody who is connected where their rooms stand: heads, read cursors and unread counts, once a second and only
 * of what moved. What moved is remembered until then; what is told is read from the log, so that a mark too many costs a
 * look and changes nothing.
 */
@Component
class Heads {

    static final Destination QUEUE = Destination.user("heads");

    private static final String CURSOR = "cursor";

    private static final Logger LOG = LoggerFactory.getLogger(Heads.class);

    /** More messages than anybody's count can need, unless most are one's own or deleted. */
    private static final int TAIL = 2 * UnreadCounts.MOST;

    // By the room too: see MessageStore.
    static final String NEWEST_SAID = """
            select seq, author, deleted_at is not null as deleted from message
            where room = ? and seq > ? order by room desc, seq desc limit ?""";

    private final Rooms rooms;
    private final UnreadCounts unreadCounts;
    private final Broadcaster broadcaster;
    private final Connections connections;
    private final Signals signals;
    private final JdbcTemplate jdbc;
    private final ObjectProvider<DirectDetails> direct;

    private final Object lock = new Object();
    private Marks marks = new Marks();
    private Map<RoomId, Head> lately = Map.of();

    Heads(
            Rooms rooms,
            UnreadCounts unreadCounts,
            Broadcaster broadcaster,
            Connections connections,
            Signals signals,
            JdbcTemplate jdbc,
            ObjectProvider<DirectDetails> direct) {
        this.rooms = rooms;
        this.unreadCounts = unreadCounts;
        this.broadcaster = broadcaster;
        this.connections = connections;
        this.signals = signals;
        this.jdbc = jdbc;
        this.direct = direct;
    }

    /** A room's log went on: that concerns all its members. Call it after the commit. */
    void moved(RoomId room) {
        synchronized (lock) {
            marks.rooms.add(room);
        }
    }

    /** An account has read on, here or on another of its devices. Call it after the commit. */
    void read(RoomId room, AccountId account) {
        moved(room, account);
        signals.send(new Signal(CURSOR, room.value() + " " + account.value()));
    }

    /** What one account has of a room is another: its cursor, or whether it is in there. Call it after the commit. */
    void moved(RoomId room, AccountId account) {
        synchronized (lock) {
            marks.accounts.computeIfAbsent(room, id -> new HashSet<>()).add(account);
        }
    }

    @TransactionalEventListener
    void on(RoomEvent event) {
        var room = new RoomId(event.room());
        moved(room);
        if (event instanceof MemberJoined joined) {
            moved(room, new AccountId(joined.member().account().id()));
        } else if (event instanceof MemberLeft left) {
            moved(room, new AccountId(left.member().account().id()));
        } else if (event instanceof MemberRemoved removed) {
            moved(room, new AccountId(removed.member().account().id()));
        }
    }

    @EventListener
    void on(SeatsChanged changed) {
        changed.accounts().forEach(account -> moved(changed.room(), account));
    }

    @TransactionalEventListener
    void on(RoomCreated created) {
        moved(created.room(), created.owner());
    }

    @Scheduled(fixedDelay = 1000)
    void tell() {
        lookAround();
        var told = take();
        if (told.isEmpty()) {
            return;
        }
        try {
            tell(told, connections.subscribers(QUEUE));
        } catch (RuntimeException failure) {
            LOG.warn("The heads could not be read, and will be told later", Discreet.of(failure));
            putBack(told);
        }
    }

    /** What moved on other nodes, and what moved here and was not told because the answer to its commit was lost. */
    private void lookAround() {
        try {
            var moved = rooms.movedLately();
            moved.forEach((room, head) -> {
                if (!head.equals(lately.get(room))) {
                    moved(room);
                }
            });
            lately = moved;
        } catch (RuntimeException failure) {
            LOG.warn("Which rooms moved cannot be read now: {}", failure.toString());
        }
    }

    @EventListener
    void on(Signal signal) {
        if (signal.subject().equals(CURSOR)) {
            var words = signal.text().split(" ");
            moved(new RoomId(Long.parseLong(words[0])), new AccountId(Long.parseLong(words[1])));
        }
    }

    private Marks take() {
        synchronized (lock) {
            var taken = marks;
            marks = new Marks();
            return taken;
        }
    }

    private void putBack(Marks untold) {
        synchronized (lock) {
            marks.rooms.addAll(untold.rooms);
            untold.accounts.forEach((room, accounts) ->
                    marks.accounts.computeIfAbsent(room, id -> new HashSet<>()).addAll(accounts));
        }
    }

    private void tell(Marks marked, Set<Long> connected) {
        if (connected.isEmpty()) {
            return;
        }
        // The heads before the rest: whatever comes in between marks the room again.
        var heads = rooms.heads(marked.all());
        var cursors = cursors(heads.keySet(), connected);
        var requests = requests(cursors.keySet());
        var frames = new HashMap<Long, List<Entry>>();
        cursors.forEach((room, members) -> {
            var everybody = marked.rooms.contains(room);
            var some = marked.accounts.getOrDefault(room, Set.of());
            members.keySet().removeIf(account -> !everybody && !some.contains(account));
            var head = Objects.requireNonNull(heads.get(room));
            current(room, head, members, requests.getOrDefault(room, Map.of()))
                    .forEach((account, entry) -> frames.computeIfAbsent(account, id -> new ArrayList<>())
                            .add(entry));
        });
        marked.accounts.forEach((room, accounts) -> {
            var members = cursors.getOrDefault(room, Map.of());
            for (var account : accounts) {
                if (connected.contains(account.value()) && !members.containsKey(account)) {
                    frames.computeIfAbsent(account.value(), id -> new ArrayList<>())
                            .add(new Gone(room.value()));
                }
            }
        });
        frames.forEach(
                (account, entries) -> broadcaster.publishHere(List.of(account), QUEUE, new HeadsChanged(entries)));
    }

    /** How far the connected members of these rooms have read. */
    private Map<RoomId, Map<AccountId, Long>> cursors(Set<RoomId> of, Set<Long> connected) {
        var cursors = new HashMap<RoomId, Map<AccountId, Long>>();
        jdbc.query(
                """
                select room, account, last_read_seq from membership
                where room = any(?) and account = any(?) and left_at is null and not hidden""",
                row -> {
                    cursors.computeIfAbsent(new RoomId(row.getLong("room")), id -> new HashMap<>())
                            .put(new AccountId(row.getLong("account")), row.getLong("last_read_seq"));
                },
                of.stream().map(RoomId::value).toArray(Long[]::new),
                connected.toArray(Long[]::new));
        return cursors;
    }

    private Map<RoomId, Map<AccountId, Request>> requests(Set<RoomId> of) {
        var details = direct.getIfAvailable();
        return details == null || of.isEmpty() ? Map.of() : details.requests(of);
    }

    private Map<Long, Current> current(
            RoomId room, Head head, Map<AccountId, Long> cursors, Map<AccountId, Request> requests) {
        var entries = new HashMap<Long, Current>();
        var behind = cursors.values().stream().mapToLong(Long::longValue).min().orElse(head.seq());
        var tail = behind < head.seq() ? tail(room, behind) : List.<Said>of();
        cursors.forEach((account, lastRead) -> entries.put(
                account.value(),
                new Current(
                        room.value(), head, lastRead, unread(room, account, lastRead, tail), requests.get(account))));
        return entries;
    }

    private int unread(RoomId room, AccountId account, long lastRead, List<Said> tail) {
        var unread = tail.stream()
                .filter(said -> said.seq() > lastRead && said.author() != account.value() && !said.deleted())
                .limit(UnreadCounts.MOST)
                .count();
        var reachesBack = tail.size() < TAIL || tail.get(tail.size() - 1).seq() <= lastRead + 1;
        if (unread == UnreadCounts.MOST || reachesBack) {
            return (int) unread;
        }
        return unreadCounts.of(account, Map.of(room, lastRead)).getOrDefault(room, 0);
    }

    /** The newest of the messages after {@code seq}, newest first. */
    private List<Said> tail(RoomId room, long seq) {
        return jdbc.query(
                NEWEST_SAID,
                (row, number) -> new Said(row.getLong("seq"), row.getLong("author"), row.getBoolean("deleted")),
                room.value(),
                seq,
                TAIL);
    }

    private record Said(long seq, long author, boolean deleted) {}

    /** What moved: rooms for all their members, and rooms for some accounts. */
    private static final class Marks {

        private final Set<RoomId> rooms = new HashSet<>();
        private final Map<RoomId, Set<AccountId>> accounts = new HashMap<>();

        boolean isEmpty() {
            return rooms.isEmpty() && accounts.isEmpty();
        }

        Set<RoomId> all() {
            var all = new HashSet<>(rooms);
            all.addAll(accounts.keySet());
            return all;
        }
    }
}

package io.confab.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.confab.account.AccountId;
import io.confab.message.HeadsChanged.Entry;
import io.confab.message.HeadsChanged.Gone;
import io.confab.room.AttentionChanged;
import io.confab.room.Head;
import io.confab.room.ReadCursors.Reader;
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
import io.confab.stomp.OwnQueue;
import io.confab.stomp.Signal;
import io.confab.stomp.Signals;
import io.confab.stomp.SubscriptionGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import static java.util.stream.Collectors.joining;

/**
 * Tells everybody who is connected where their rooms stand: heads, read cursors and unread counts, at most
 * once a second and only of what moved. What moved is remembered until then; what is told is read from the log, so that a mark too many costs a
 * look and changes nothing.
 */
@Component
class Heads {

    static final Destination QUEUE = Destination.user("heads");

    private static final String CURSOR = "cursor";
    private static final int READERS_A_SIGNAL = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Heads.class);

    /** A little less than a second, so that who is told at one look is told at the fourth after it. */
    private static final Duration BETWEEN = Duration.ofMillis(950);

    private static final int LOOKS_FOR_ROOMS = 4;
    private static final int LOOKS_FOR_CURSORS = 40;

    private final Rooms rooms;
    private final HeadEntries entries;
    private final Broadcaster broadcaster;
    private final Connections connections;
    private final Signals signals;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    private final Object lock = new Object();
    private Marks marks = new Marks();
    private Map<RoomId, Head> lately = Map.of();
    private final Map<Long, Instant> toldAt = new ConcurrentHashMap<>();
    private long looks;

    Heads(
            Rooms rooms,
            HeadEntries entries,
            Broadcaster broadcaster,
            Connections connections,
            Signals signals,
            JdbcTemplate jdbc,
            Clock clock) {
        this.rooms = rooms;
        this.entries = entries;
        this.broadcaster = broadcaster;
        this.connections = connections;
        this.signals = signals;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Bean
    static SubscriptionGuard headsQueue() {
        return new OwnQueue(QUEUE);
    }

    /** A room's log went on: that concerns all its members. Call it after the commit. */
    void moved(RoomId room) {
        synchronized (lock) {
            marks.rooms.add(room);
        }
    }

    /** Accounts have read on, here or on another of their devices. Call it after the commit. */
    void read(List<Reader> readers) {
        readers.forEach(reader -> moved(reader.room(), reader.account()));
        for (int begin = 0; begin < readers.size(); begin += READERS_A_SIGNAL) {
            var some = readers.subList(begin, Math.min(begin + READERS_A_SIGNAL, readers.size()));
            signals.send(new Signal(
                    CURSOR,
                    some.stream()
                            .map(reader -> reader.room().value() + " "
                                    + reader.account().value())
                            .collect(joining(" "))));
        }
    }

    /** What one account has of a room is another: its cursor, or whether it is in there. Call it after the commit. */
    void moved(RoomId room, AccountId account) {
        synchronized (lock) {
            marks.add(room, account);
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
    void on(AttentionChanged changed) {
        read(List.of(new Reader(changed.room(), changed.account())));
    }

    @TransactionalEventListener
    void on(RoomCreated created) {
        moved(created.room(), created.owner());
    }

    /** Cursors at the next look, rooms at every fourth, and nobody twice a second. */
    @Scheduled(fixedDelay = 250)
    void look() {
        var now = clock.instant();
        toldAt.values().removeIf(time -> !time.isAfter(now.minus(BETWEEN)));
        looks++;
        if (looks % LOOKS_FOR_CURSORS == 0) {
            lookForCursors();
        }
        tell(looks % LOOKS_FOR_ROOMS == 0, Set.copyOf(toldAt.keySet()));
    }

    /** Everything to everybody. */
    void tell() {
        tell(true, Set.of());
    }

    private void tell(boolean rooms, Set<Long> tooEarly) {
        if (rooms) {
            lookAround();
        }
        var told = take(rooms);
        if (told.isEmpty()) {
            return;
        }
        try {
            tell(told, connections.subscribers(QUEUE), tooEarly);
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

    /** Cursors that moved on another node are told by a signal; and by their rows, lest a signal was lost. */
    private void lookForCursors() {
        try {
            jdbc.query(
                    """
                    select m.room, m.account from unnest(cast(? as bigint array)) as here(account)
                    join membership m on m.account = here.account
                    where m.moved_at > current_timestamp - interval '15' second""",
                    row -> {
                        moved(new RoomId(row.getLong("room")), new AccountId(row.getLong("account")));
                    },
                    (Object) connections.subscribers(QUEUE).toArray(Long[]::new));
        } catch (RuntimeException failure) {
            LOG.warn("Which cursors moved cannot be read now: {}", failure.toString());
        }
    }

    @EventListener
    void on(Signal signal) {
        if (signal.subject().equals(CURSOR)) {
            var words = signal.text().split(" ");
            for (int i = 0; i + 1 < words.length; i += 2) {
                moved(new RoomId(Long.parseLong(words[i])), new AccountId(Long.parseLong(words[i + 1])));
            }
        }
    }

    private Marks take(boolean rooms) {
        synchronized (lock) {
            var taken = marks;
            marks = new Marks();
            if (!rooms) {
                marks.rooms.addAll(taken.rooms);
                taken.rooms.clear();
            }
            return taken;
        }
    }

    private void putBack(Marks untold) {
        synchronized (lock) {
            marks.rooms.addAll(untold.rooms);
            untold.accounts.forEach((room, accounts) -> accounts.forEach(account -> marks.add(room, account)));
        }
    }

    private void tell(Marks marked, Set<Long> connected, Set<Long> tooEarly) {
        if (connected.isEmpty()) {
            return;
        }
        // The heads before the rest: whatever comes in between marks the room again.
        var heads = rooms.heads(marked.all());
        var seats = entries.seats(heads.keySet(), connected);
        var later = new Marks();
        var frames = new HashMap<Long, List<Entry>>();
        marked.accounts.forEach((room, accounts) -> {
            var members = seats.getOrDefault(room, Map.of());
            for (var account : accounts) {
                if (tooEarly.contains(account.value())) {
                    later.add(room, account);
                } else if (connected.contains(account.value()) && !members.containsKey(account)) {
                    frames.computeIfAbsent(account.value(), id -> new ArrayList<>())
                            .add(new Gone(room.value()));
                }
            }
        });
        seats.forEach((room, members) -> {
            var everybody = marked.rooms.contains(room);
            var some = marked.accounts.getOrDefault(room, Set.of());
            members.keySet().removeIf(account -> !everybody && !some.contains(account));
            members.keySet().removeIf(account -> tooEarly.contains(account.value()) && later.add(room, account));
        });
        entries.of(heads, seats)
                .forEach((reader, entry) -> frames.computeIfAbsent(
                                reader.account().value(), id -> new ArrayList<>())
                        .add(entry));
        putBack(later);
        var now = clock.instant();
        frames.forEach((account, told) -> {
            toldAt.put(account, now);
            broadcaster.publishHere(List.of(account), QUEUE, new HeadsChanged(told));
        });
    }

    /** What moved: rooms for all their members, and rooms for some accounts. */
    private static final class Marks {

        private final Set<RoomId> rooms = new HashSet<>();
        private final Map<RoomId, Set<AccountId>> accounts = new HashMap<>();

        boolean add(RoomId room, AccountId account) {
            accounts.computeIfAbsent(room, id -> new HashSet<>()).add(account);
            return true;
        }

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

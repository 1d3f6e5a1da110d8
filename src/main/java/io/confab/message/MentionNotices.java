package io.confab.message;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.confab.account.AccountId;
import io.confab.message.MentionChanges.Newly;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.stomp.Broadcaster;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells those whom a message mentions, wherever they are connected, unless they want to hear nothing of the room, have
 * muted it, or have not accepted to talk in it. On a thread of its own, so that the log waits for none of it. If more is
 * said than it can tell, notices are left out: what is counted and listed is not.
 */
@Component
class MentionNotices {

    private static final Logger LOG = LoggerFactory.getLogger(MentionNotices.class);

    private static final int WAITING = 1000;
    private static final int ACCOUNTS_AT_ONCE = 500;

    private final Rooms rooms;
    private final Broadcaster broadcaster;
    private final DirectDetailsIfAny direct;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> {
                var made = new Thread(task, "mention-notices");
                made.setDaemon(true);
                return made;
            },
            (task, executor) -> LOG.debug("A notice of a mention is left out"));

    MentionNotices(Rooms rooms, Broadcaster broadcaster, DirectDetailsIfAny direct, JdbcTemplate jdbc, Clock clock) {
        this.rooms = rooms;
        this.broadcaster = broadcaster;
        this.direct = direct;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Call it after the commit. */
    void tell(MessageView message, Newly newly) {
        thread.execute(() -> {
            try {
                publish(message, newly);
            } catch (RuntimeException failure) {
                LOG.warn("A mention could not be told", Discreet.of(failure));
            }
        });
    }

    private void publish(MessageView message, Newly newly) {
        var room = rooms.ref(new RoomId(message.room()));
        if (room.isEmpty()) {
            return;
        }
        var listening = new ArrayList<>(listening(message, newly));
        if (room.get().kind() == RoomKind.DIRECT) {
            listening.removeAll(asked(new RoomId(message.room())));
        }
        var notice = new MentionNotice(room.get(), message);
        for (int begin = 0; begin < listening.size(); begin += ACCOUNTS_AT_ONCE) {
            var end = Math.min(begin + ACCOUNTS_AT_ONCE, listening.size());
            broadcaster.publish(listening.subList(begin, end), RoomTopics.NOTICES, notice);
        }
    }

    private List<Long> listening(MessageView message, Newly newly) {
        var wanting = """
                select account from membership
                where room = ? and account <> ? and left_at is null and attention <> 'NOTHING'
                    and (quiet_until is null or quiet_until <= ?)""";
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var author = message.author().id();
        if (newly.room()) {
            return jdbc.queryForList(wanting, Long.class, message.room(), author, now);
        }
        var accounts = newly.accounts().stream().map(AccountId::value).toArray(Long[]::new);
        return jdbc.queryForList(wanting + " and account = any(?)", Long.class, message.room(), author, now, accounts);
    }

    private List<Long> asked(RoomId room) {
        return direct.requests(List.of(room)).getOrDefault(room, Map.of()).keySet().stream()
                .map(AccountId::value)
                .toList();
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}

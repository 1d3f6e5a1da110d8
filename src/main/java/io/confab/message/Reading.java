package io.confab.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.confab.account.AccountId;
import io.confab.room.ReadCursors;
import io.confab.room.ReadCursors.Move;
import io.confab.room.ReadCursors.Moved;
import io.confab.room.ReadCursors.Reader;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import io.confab.stomp.Stopping;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The read cursors on their way to the database: all that moved in a while is written at once, off the threads of the
 * sockets. Moves of one person in one room become one, in the order in which they came. What is answered is written.
 */
@Component
class Reading {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    /** Cursors that may wait at once: more than a node has connections. */
    private static final int MOST = 50_000;

    /** Cursors in one transaction, so that none is long. */
    private static final int AT_ONCE = 1000;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final ReadCursors cursors;
    private final Heads heads;
    private final ApplicationEventPublisher events;
    private final Object lock = new Object();
    private Map<Reader, Waiting> waiting = new LinkedHashMap<>();

    Reading(ReadCursors cursors, Heads heads, ApplicationEventPublisher events) {
        this.cursors = cursors;
        this.heads = heads;
        this.events = events;
    }

    /** A move that is to be written, and the answer to everybody who asked for a part of it. */
    private record Waiting(Move move, CompletableFuture<Void> answer) {}

    /** Completes once the cursor is written, or with the reason why it is not. */
    CompletionStage<Void> move(RoomId room, AccountId account, Move move) {
        var reader = new Reader(room, account);
        synchronized (lock) {
            var before = waiting.get(reader);
            if (before == null && waiting.size() >= MOST) {
                return CompletableFuture.failedStage(ErrorCode.BUSY
                        .because("Too much is being read at once.")
                        .retryAfter(TRY_AGAIN));
            }
            var now = before == null
                    ? new Waiting(move, new CompletableFuture<>())
                    : new Waiting(before.move.then(move), before.answer);
            waiting.put(reader, now);
            return now.answer;
        }
    }

    /** One after the other: what came later is written later. */
    @Scheduled(fixedDelay = 200)
    synchronized void write() {
        Map<Reader, Waiting> taken;
        synchronized (lock) {
            taken = waiting;
            waiting = new LinkedHashMap<>();
        }
        var all = List.copyOf(taken.entrySet());
        for (int begin = 0; begin < all.size(); begin += AT_ONCE) {
            write(all.subList(begin, Math.min(begin + AT_ONCE, all.size())));
        }
    }

    /** Nothing more is read once the connections are to be closed. */
    @EventListener
    void on(Stopping event) {
        write();
    }

    private void write(List<Map.Entry<Reader, Waiting>> some) {
        var moves = new LinkedHashMap<Reader, Move>();
        some.forEach(entry -> moves.put(entry.getKey(), entry.getValue().move));
        try {
            var moved = cursors.move(moves);
            var changed = new ArrayList<Reader>();
            moved.forEach((reader, outcome) -> {
                if (outcome.changed()) {
                    changed.add(reader);
                }
            });
            heads.read(changed);
            changed.forEach(this::tell);
            some.forEach(entry -> answer(entry.getValue(), moved.get(entry.getKey())));
        } catch (RuntimeException failure) {
            LOG.warn("{} read cursors could not be written", some.size(), Discreet.of(failure));
            some.forEach(entry -> entry.getValue()
                    .answer
                    .completeExceptionally(ErrorCode.UNAVAILABLE
                            .because("What was read cannot be written now.")
                            .retryAfter(TRY_AGAIN)));
        }
    }

    private void tell(Reader moved) {
        try {
            events.publishEvent(new CursorMoved(moved.room(), moved.account()));
        } catch (RuntimeException failure) {
            LOG.warn("Who listens to read cursors failed", Discreet.of(failure));
        }
    }

    private static void answer(Waiting waiting, @Nullable Moved moved) {
        if (moved != null && moved.refusal() != null) {
            waiting.answer.completeExceptionally(moved.refusal());
        } else {
            waiting.answer.complete(null);
        }
    }
}

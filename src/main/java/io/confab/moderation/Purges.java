package io.confab.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.message.MessageView;
import io.confab.message.Removals;
import io.confab.message.Said;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.setting.Setting;
import io.confab.setting.Settings;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes away what somebody said in a while, and brings it back if that was too much. The purge is written down before the
 * first message goes, so that one that breaks off can be undone, or asked for again.
 */
@Service
class Purges {

    /** The newest of them; whoever said more is purged twice. */
    static final int MOST = 10_000;

    private final PurgeStore store;
    private final Removals removals;
    private final Rooms rooms;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;
    private final Settings settings;
    private final Setting<Duration> undo;
    private final TransactionTemplate transaction;

    Purges(
            PurgeStore store,
            Removals removals,
            Rooms rooms,
            Accounts accounts,
            Audit audit,
            Clock clock,
            Settings settings,
            Setting<Duration> purgeUndo,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.removals = removals;
        this.rooms = rooms;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
        this.settings = settings;
        this.undo = purgeUndo;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What is to be taken away.
     *
     * @param room  null for all public rooms
     * @param since inclusive
     * @param until exclusive, null for now
     */
    record Order(
            String username,
            @Nullable RoomId room,
            Instant since,
            @Nullable Instant until,
            String reason) {}

    /**
     * @param more whether there is more than one purge takes
     */
    record Preview(int messages, boolean more, List<InRoom> rooms, List<MessageView> sample) {

        record InRoom(long room, int messages) {}
    }

    /** @param left how many were not taken away: beyond the most that one purge takes, or refused by the log */
    record Done(long id, int messages, int left, Instant undoUntil) {}

    Preview preview(Actor by, Order order) {
        var purge = purge(by, order);
        return audit.guard(act("messages.purged", by, purge).with("preview", true), () -> {
            requireAllowed(by, purge);
            var said = said(purge);
            var counts = new LinkedHashMap<Long, Integer>();
            said.stream().limit(MOST).forEach(one -> counts.merge(one.room().value(), 1, Integer::sum));
            return new Preview(
                    Math.min(said.size(), MOST),
                    said.size() > MOST,
                    counts.entrySet().stream()
                            .map(count -> new Preview.InRoom(count.getKey(), count.getValue()))
                            .toList(),
                    removals.sample(said));
        });
    }

    Done carryOut(Actor by, Order order) {
        var purge = purge(by, order);
        var act = act("messages.purged", by, purge);
        return audit.guard(act, () -> {
            requireAllowed(by, purge);
            var said = said(purge);
            var taken = said.subList(0, Math.min(MOST, said.size()));
            long id = Objects.requireNonNull(transaction.execute(status -> {
                var key = store.insert(purge);
                audit.record(act.with("purge", key).with("messages", taken.size()));
                return key;
            }));
            int refused = removals.remove(by, taken, purge.reason(), id);
            return new Done(
                    id,
                    taken.size() - refused,
                    said.size() - taken.size() + refused,
                    purge.createdAt().plus(undo()));
        });
    }

    /** Brings back what is not back yet. Returns how many messages did not come back: their rooms are closed by now. */
    int undo(Actor by, long id) {
        var purge = store.find(id).orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such purge."));
        var act = act("purge.undone", by, purge).with("purge", id);
        return audit.guard(act, () -> {
            requireAllowed(by, purge);
            if (clock.instant().isAfter(purge.createdAt().plus(undo()))) {
                throw ErrorCode.STALE.because("The time to undo this is over.");
            }
            transaction.executeWithoutResult(status -> {
                // Again for what did not come back the first time; written down once.
                if (store.undo(id, now())) {
                    audit.record(act);
                }
            });
            return removals.restore(new AccountId(by.account()), id);
        });
    }

    private Purge purge(Actor by, Order order) {
        var now = now();
        var until = order.until() == null ? now.plusMillis(1) : order.until();
        if (!order.since().isBefore(until)) {
            throw ErrorCode.INVALID.because("It ends after it begins.").at("until");
        }
        return new Purge(
                0,
                new AccountId(accounts.requireEverKnown(order.username()).id()),
                order.room(),
                order.since(),
                until,
                order.reason(),
                new AccountId(by.account()),
                now,
                null);
    }

    private void requireAllowed(Actor by, Purge purge) {
        var me = new AccountId(by.account());
        var room = purge.room();
        if (room == null) {
            accounts.requireStaff(me);
            accounts.requireAbove(me, purge.account());
            accounts.requireWriter(me);
        } else {
            rooms.requireAbove(room, me, purge.account());
        }
    }

    private List<Said> said(Purge purge) {
        return removals.said(purge.account(), purge.room(), purge.since(), purge.until(), MOST + 1);
    }

    private static Act act(String kind, Actor by, Purge purge) {
        var room = purge.room();
        return Act.of(kind, by)
                .on(purge.account().value())
                .in(room == null ? null : room.value())
                .because(purge.reason())
                .with("since", purge.since())
                .with("until", purge.until());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Duration undo() {
        return settings.value(undo);
    }
}

package io.confab.schedule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.Scope;
import io.confab.message.Draft;
import io.confab.push.PublicAnnouncements;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.schedule.Schedule.Faults;
import io.confab.schedule.Schedule.Missed;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody wants to be said at a time. Theirs alone; whether they may say it is decided again when it is due. */
@Service
class Schedules {

    /** What a preview shows. */
    private static final int SHOWN = 5;

    private final ScheduleStore store;
    private final ScheduleRunner runner;
    private final ScheduleSettings settings;
    private final Rooms rooms;
    private final Accounts accounts;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;

    Schedules(
            ScheduleStore store,
            ScheduleRunner runner,
            ScheduleSettings settings,
            Rooms rooms,
            Accounts accounts,
            DatabaseClock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.runner = runner;
        this.settings = settings;
        this.rooms = rooms;
        this.accounts = accounts;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What somebody wants: to one of a room, an account and everybody. */
    record Order(
            @Nullable RoomId room,
            @Nullable String username,
            boolean everybody,
            String body,
            Timing timing,
            Missed missed) {}

    /** @throws Refusal {@code invalid}, or whatever a post there would be refused with */
    Schedule create(SignedIn me, Order order) {
        var created = checked(me, order);
        var owner = created.owner();
        return Objects.requireNonNull(transaction.execute(status -> {
            requireWithinLimit(owner);
            long id = store.insert(created);
            runner.runAt(id, created.nextAt());
            return store.find(id).orElseThrow();
        }));
    }

    /** All of it is another; it goes on if it was paused. */
    Schedule replace(SignedIn me, long id, Order order) {
        var wanted = checked(me, order);
        return change(me, id, now -> with(now, wanted, null, wanted.nextAt()));
    }

    private void requireWithinLimit(AccountId owner) {
        if (store.count(owner) >= settings.perAccount()) {
            throw ErrorCode.INVALID.because("You have " + settings.perAccount() + " schedules already.");
        }
    }

    Schedule pause(SignedIn me, long id) {
        return change(me, id, now -> with(now, now, now(), null));
    }

    /**
     * From now on: what would have been due meanwhile is not. What was given up is tried anew, as what was due then: if it was
     * said all the same, it is not said twice.
     */
    Schedule resume(SignedIn me, long id) {
        return change(
                me,
                id,
                now -> with(
                        now,
                        now,
                        null,
                        now.faults().givenUpAt() != null
                                ? now.nextAt()
                                : now.timing().next(now()).orElse(null)));
    }

    private interface Step {
        Schedule of(Schedule now);
    }

    private Schedule change(SignedIn me, long id, Step step) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var known = mine(me, id);
            var changed = step.of(known);
            if (known.isOver() && !changed.isOver()) {
                requireWithinLimit(known.owner());
            }
            store.update(changed);
            runner.runAt(id, changed.nextAt());
            return store.find(id).orElseThrow();
        }));
    }

    void delete(SignedIn me, long id) {
        transaction.executeWithoutResult(status -> {
            mine(me, id);
            runner.runAt(id, null);
            store.delete(id);
        });
    }

    /** Newest first. */
    List<Schedule> of(AccountId owner) {
        return store.of(owner);
    }

    /** The next times. */
    List<Instant> preview(Timing timing) {
        timing.requireSensible(now(), settings.shortest());
        return timing.upcoming(now(), SHOWN);
    }

    private Schedule mine(SignedIn me, long id) {
        var found = store.lock(id)
                .filter(schedule -> schedule.owner().equals(AccountId.of(me)))
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("You have no such schedule."));
        if (found.isToEverybody()) {
            Scope.PUSH_ANNOUNCEMENTS.require(me);
        }
        return found;
    }

    private Schedule checked(SignedIn me, Order order) {
        var owner = AccountId.of(me);
        accounts.requireWriter(owner);
        var whom = order.username() == null
                ? null
                : new AccountId(accounts.requireByUsername(order.username()).id());
        if ((order.room() != null ? 1 : 0) + (whom != null ? 1 : 0) + (order.everybody() ? 1 : 0) != 1) {
            throw ErrorCode.INVALID.because("It is said to one of room, account and everybody.");
        }
        if (order.room() != null) {
            rooms.requireSpeaker(order.room(), owner);
        }
        if (order.everybody()) {
            Scope.PUSH_ANNOUNCEMENTS.require(me);
            accounts.requireStaff(owner);
            PublicAnnouncements.requireBody(order.body());
        } else {
            // The rules of a message.
            new Draft("preview", order.body(), null);
        }
        var now = now();
        order.timing().requireSensible(now, settings.shortest());
        return new Schedule(
                0,
                owner,
                order.room(),
                whom,
                order.body(),
                order.timing(),
                order.missed(),
                now,
                null,
                order.timing().next(now).orElseThrow(),
                null,
                null,
                Faults.NONE);
    }

    private static Schedule with(
            Schedule known, Schedule wanted, @Nullable Instant pausedAt, @Nullable Instant nextAt) {
        return new Schedule(
                known.id(),
                known.owner(),
                wanted.room(),
                wanted.account(),
                wanted.body(),
                wanted.timing(),
                wanted.missed(),
                known.createdAt(),
                pausedAt,
                nextAt,
                known.lastAt(),
                known.lastError(),
                Faults.NONE);
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

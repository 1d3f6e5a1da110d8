package io.confab.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import io.confab.schedule.Schedule.Faults;
import io.confab.schedule.Schedule.Missed;
import io.confab.shared.ErrorCode;
import io.confab.shared.Outage;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The turn of a schedule: what is due is said, and what came of it is written down. What meets a fault of the server is tried
 * again, in pauses that grow, and given up after a number of tries; its owner sees that, and may have it tried anew.
 */
@Component
class Turn {

    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    /** Of these nobody is to blame who wants something said, and they are not of the schedule: it stays due. */
    private static final Set<ErrorCode> PASSING = EnumSet.of(ErrorCode.BUSY, ErrorCode.UNAVAILABLE);

    /** No refusal: the error of what was left out. */
    private static final String MISSED = "missed";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** The longest pause is about an hour. */
    private static final int DOUBLINGS = 12;

    private final ScheduleStore store;
    private final Delivery delivery;
    private final ScheduleSettings settings;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;

    Turn(
            ScheduleStore store,
            Delivery delivery,
            ScheduleSettings settings,
            DatabaseClock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.delivery = delivery;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Says what is due; when it is to be looked at again, or nothing for never.
     *
     * @throws RuntimeException if it could not be said for a reason that passes, and stays due
     */
    Optional<Instant> take(long id) {
        var schedule = store.find(id).filter(Schedule::isGoing);
        var due = schedule.map(Schedule::nextAt);
        if (schedule.isEmpty() || due.isEmpty() || due.get().isAfter(clock.now())) {
            return due;
        }
        if (isSkipped(schedule.get(), due.get())) {
            return settle(id, due.get(), now -> after(now, due.get(), MISSED, now.faults()));
        }
        try {
            var error = error(schedule.get(), due.get());
            return settle(id, due.get(), now -> after(now, due.get(), error, Faults.NONE));
        } catch (RuntimeException failure) {
            if (passes(failure)) {
                throw failure;
            }
            LOG.warn("Schedule {} met a fault", id, failure);
            return settle(id, due.get(), now -> faulty(now, due.get()));
        }
    }

    /** The same row, unless it was changed meanwhile. */
    private Optional<Instant> settle(long id, Instant due, UnaryOperator<Schedule> outcome) {
        return transaction.execute(status -> store.lock(id).flatMap(now -> {
            if (!due.equals(now.nextAt())) {
                return Optional.ofNullable(now.nextAt());
            }
            var settled = outcome.apply(now);
            store.update(settled);
            return again(settled, due);
        }));
    }

    private Optional<Instant> again(Schedule settled, Instant due) {
        if (!settled.isGoing()) {
            return Optional.empty();
        }
        return due.equals(settled.nextAt())
                ? Optional.of(clock.now().plus(pause(settled.faults().tries())))
                : Optional.ofNullable(settled.nextAt());
    }

    private static Duration pause(int tries) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, DOUBLINGS));
    }

    private Schedule after(Schedule now, Instant due, @Nullable String error, Faults faults) {
        return with(now, next(now.timing(), due).orElse(null), due, error, faults);
    }

    private Schedule faulty(Schedule now, Instant due) {
        var faults = now.faults().andOne(settings.tries(), clock.now());
        return faults.givenUpAt() == null
                ? with(now, due, now.lastAt(), now.lastError(), faults)
                : with(now, due, due, ErrorCode.INTERNAL.wire(), faults);
    }

    private static Schedule with(
            Schedule now,
            @Nullable Instant nextAt,
            @Nullable Instant lastAt,
            @Nullable String lastError,
            Faults faults) {
        return new Schedule(
                now.id(),
                now.owner(),
                now.room(),
                now.account(),
                now.body(),
                now.timing(),
                now.missed(),
                now.createdAt(),
                now.pausedAt(),
                nextAt,
                lastAt,
                lastError,
                faults);
    }

    private boolean isSkipped(Schedule schedule, Instant due) {
        return schedule.missed() == Missed.SKIP && due.plus(settings.late()).isBefore(clock.now());
    }

    /** From what was due on, so that a clock that jumps neither leaves out nor repeats; but what was missed is said once. */
    private Optional<Instant> next(Timing timing, Instant due) {
        var lastMissed = clock.now().minus(settings.late()).minusNanos(1);
        return timing.next(due.isAfter(lastMissed) ? due : lastMissed);
    }

    /** @throws RuntimeException if the next try may not meet it, which is under the same name */
    private @Nullable String error(Schedule schedule, Instant due) {
        try {
            delivery.say(schedule, due);
            return null;
        } catch (Refusal refusal) {
            if (PASSING.contains(refusal.code()) || refusal.code() == ErrorCode.INTERNAL) {
                throw refusal;
            }
            LOG.debug("Schedule {} was refused: {}", schedule.id(), refusal.code());
            return refusal.code().wire();
        }
    }

    /** Whether the server is away or has too much to do, and everything fails just so. */
    private static boolean passes(RuntimeException failure) {
        if (failure instanceof Refusal refusal) {
            return PASSING.contains(refusal.code());
        }
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException || Outage.mayPass(cause) || Outage.caused(cause);
    }
}

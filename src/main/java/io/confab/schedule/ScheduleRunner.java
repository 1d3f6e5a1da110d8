package io.confab.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.confab.schedule.Schedule.Missed;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs what is due: each schedule is a task of db-scheduler, which one node takes at a time. A node that dies is found out by
 * its heart-beats, and another does what it had taken; that is harmless, because the log knows each time that it was due.
 */
@Component
@EnableConfigurationProperties(ScheduleSettings.class)
class ScheduleRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);

    private static final String TASK = "schedule";
    private static final String TABLE = "scheduled_task";
    private static final int THREADS = 4;

    /** A node that missed six of them is dead. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final int MISSED_HEARTBEATS = 6;
    /** What is being said when the node stops may be finished. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

    /** Of these nobody is to blame who wants something said, and of some it may have been said: it stays due. */
    private static final Set<ErrorCode> PASSING = EnumSet.of(ErrorCode.BUSY, ErrorCode.UNAVAILABLE, ErrorCode.INTERNAL);

    /** No refusal: the error of what was left out. */
    private static final String MISSED = "missed";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** The longest pause is about a minute. */
    private static final int DOUBLINGS = 6;

    private final ScheduleStore store;
    private final Delivery delivery;
    private final ScheduleSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final CustomTask<Void> task;
    private final DataSource database;
    private final SchedulerClient client;
    // One that was stopped does not start again.
    private volatile @Nullable Scheduler scheduler;

    ScheduleRunner(
            ScheduleStore store,
            Delivery delivery,
            ScheduleSettings settings,
            DataSource database,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.delivery = delivery;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.task = Tasks.custom(TASK, Void.class)
                .onFailure((failed, operations) ->
                        operations.reschedule(failed, failed.getTimeDone().plus(pause(failed.getExecution()))))
                .onDeadExecutionRevive()
                .execute((instance, context) -> run(Long.parseLong(instance.getId())));
        // A task comes and goes with the row that it is for.
        this.database = new TransactionAwareDataSourceProxy(database);
        this.client = SchedulerClient.Builder.create(this.database, task)
                .tableName(TABLE)
                .build();
    }

    private static Duration pause(Execution failed) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(failed.consecutiveFailures, DOUBLINGS));
    }

    private Scheduler newScheduler() {
        return Scheduler.create(database, task)
                .tableName(TABLE)
                .threads(THREADS)
                .pollingInterval(settings.poll())
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(PATIENCE_AT_THE_END)
                .build();
    }

    /** In the caller's transaction. Null for never. */
    void runAt(long id, @Nullable Instant time) {
        var instance = task.instance(Long.toString(id));
        try {
            if (client.getScheduledExecution(instance).isPresent()) {
                client.cancel(instance);
            }
            if (time != null) {
                client.schedule(instance, time);
            }
        } catch (TaskInstanceCurrentlyExecutingException now) {
            throw ErrorCode.BUSY.because("It is being said right now. Try again.");
        }
    }

    /** Says what is due, and tells when it is to be looked at again. */
    private CompletionHandler<Void> run(long id) {
        var next = due(id);
        return (complete, operations) ->
                next.ifPresentOrElse(time -> operations.reschedule(complete, time), operations::remove);
    }

    private Optional<Instant> due(long id) {
        var schedule = store.find(id).filter(found -> found.pausedAt() == null);
        var due = schedule.map(Schedule::nextAt);
        if (schedule.isEmpty() || due.isEmpty() || due.get().isAfter(clock.instant())) {
            return due;
        }
        var error = isSkipped(schedule.get(), due.get()) ? MISSED : error(schedule.get(), due.get());
        return transaction.execute(status -> store.lock(id).flatMap(now -> {
            if (!due.get().equals(now.nextAt())) {
                return Optional.ofNullable(now.nextAt()); // it was changed meanwhile
            }
            var next = next(now.timing(), due.get());
            store.update(new Schedule(
                    now.id(),
                    now.owner(),
                    now.room(),
                    now.account(),
                    now.body(),
                    now.timing(),
                    now.missed(),
                    now.createdAt(),
                    now.pausedAt(),
                    next.orElse(null),
                    due.get(),
                    error));
            return next;
        }));
    }

    private boolean isSkipped(Schedule schedule, Instant due) {
        return schedule.missed() == Missed.SKIP && due.plus(settings.late()).isBefore(clock.instant());
    }

    /** From what was due on, so that a clock that jumps neither leaves out nor repeats; but what was missed is said once. */
    private Optional<Instant> next(Timing timing, Instant due) {
        var lastMissed = clock.instant().minus(settings.late()).minusNanos(1);
        return timing.next(due.isAfter(lastMissed) ? due : lastMissed);
    }

    /** @throws Refusal if the next try may not meet it, which is under the same name */
    private @Nullable String error(Schedule schedule, Instant due) {
        try {
            delivery.say(schedule, due);
            return null;
        } catch (Refusal refusal) {
            if (PASSING.contains(refusal.code())) {
                throw refusal;
            }
            LOG.debug("Schedule {} was refused: {}", schedule.id(), refusal.code());
            return refusal.code().wire();
        }
    }

    @Override
    public void start() {
        var starting = newScheduler();
        scheduler = starting;
        starting.start();
    }

    @Override
    public void stop() {
        var stopping = scheduler;
        if (stopping != null) {
            stopping.stop();
        }
        scheduler = null;
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}

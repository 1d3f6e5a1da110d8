package io.confab.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * Runs what is due: each schedule is a task of db-scheduler, which one node takes at a time. A node that dies is found out by
 * its heart-beats, and another does what it had taken; that is harmless, because the log knows each time that it was due.
 */
@Component
@EnableConfigurationProperties(ScheduleSettings.class)
class ScheduleRunner implements SmartLifecycle {

    private static final String TASK = "schedule";
    private static final String TABLE = "scheduled_task";
    private static final int THREADS = 4;

    /** A node that missed six of them is dead. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final int MISSED_HEARTBEATS = 6;
    /** What is being said when the node stops may be finished. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** The longest pause is about a minute. */
    private static final int DOUBLINGS = 6;

    private final Turn turn;
    private final ScheduleSettings settings;
    private final DatabaseClock clock;
    private final CustomTask<Void> task;
    private final DataSource database;
    private final SchedulerClient client;
    // One that was stopped does not start again.
    private volatile @Nullable Scheduler scheduler;

    ScheduleRunner(Turn turn, ScheduleSettings settings, DatabaseClock clock, DataSource database) {
        this.turn = turn;
        this.settings = settings;
        this.clock = clock;
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
        return new ByTheDatabase(database, task, clock)
                .tableName(TABLE)
                .threads(THREADS)
                .pollingInterval(settings.poll())
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(PATIENCE_AT_THE_END)
                .build();
    }

    /** The library has no other way to give it a clock. */
    private static final class ByTheDatabase extends SchedulerBuilder {

        ByTheDatabase(DataSource database, Task<?> task, DatabaseClock clock) {
            super(database, List.of(task));
            this.clock = clock;
        }
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
        var next = turn.take(id);
        return (complete, operations) ->
                next.ifPresentOrElse(time -> operations.reschedule(complete, time), operations::remove);
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

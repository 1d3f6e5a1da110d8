package io.confab.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.confab.message.LogWriter.InDoubt;
import io.confab.message.LogWriter.Result;
import io.confab.message.MessageViews.Shown;
import io.confab.room.RoomTopics;
import io.confab.shared.ErrorCode;
import io.confab.shared.Outage;
import io.confab.shared.UrgentThread;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.LeaseLost;
import io.confab.stomp.NumberedEvent;
import io.confab.stomp.Stopping;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * The way into the log. Commands wait in a bounded queue; one thread takes whatever waits, carries it out in one
 * transaction, and after the commit, never before, answers and publishes. So a commit is shared by all who wait for one
 * (group commit), whatever their rooms, and nobody waits for company.
 */
@Component
@EnableConfigurationProperties(LogLimits.class)
class RoomLog {

    private static final Logger LOG = LoggerFactory.getLogger(RoomLog.class);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK_UP = Duration.ofMillis(200);
    private static final double P99 = 0.99;
    private static final Duration LAST_COMMITS = Duration.ofSeconds(10);

    private final LogWriter writer;
    private final MessageViews views;
    private final Broadcaster broadcaster;
    private final Heads heads;
    private final MentionNotices notices;
    private final ApplicationEventPublisher applicationEvents;
    private final int batchSize;
    private final BlockingQueue<Entry> queue;
    private final DistributionSummary batches;
    private final Timer latency;
    private final Thread thread = new UrgentThread(this::run, "room-log");
    private volatile boolean stopping;

    RoomLog(
            LogWriter writer,
            MessageViews views,
            Broadcaster broadcaster,
            Heads heads,
            ApplicationEventPublisher applicationEvents,
            MentionNotices notices,
            LogLimits limits,
            MeterRegistry meters) {
        this.writer = writer;
        this.views = views;
        this.broadcaster = broadcaster;
        this.heads = heads;
        this.notices = notices;
        this.applicationEvents = applicationEvents;
        this.batchSize = limits.batch();
        this.queue = new ArrayBlockingQueue<>(limits.queue());
        this.batches = meters.summary("confab.log.batch");
        this.latency = Timer.builder("confab.log.latency")
                .description("From the command's arrival to its answer")
                .publishPercentiles(P99)
                .register(meters);
        meters.gaugeCollectionSize("confab.log.queue", List.of(), queue);
        thread.start();
    }

    /** The message after a command. {@code repeated}: it had been carried out before. */
    record Answer(MessageView message, boolean repeated) {}

    private record Entry(Command command, CompletableFuture<Answer> answer, long since) {

        void refuse(Throwable reason) {
            answer.completeExceptionally(reason);
        }
    }

    /** Completes once the command is on disk, or with the reason why it is not. */
    CompletionStage<Answer> append(Command command) {
        var entry = new Entry(command, new CompletableFuture<>(), System.nanoTime());
        if (stopping) {
            entry.refuse(unavailable());
        } else if (!queue.offer(entry)) {
            entry.refuse(
                    ErrorCode.BUSY.because("Too much is being said at once.").retryAfter(TRY_AGAIN));
        } else if (stopping && !thread.isAlive() && queue.remove(entry)) {
            entry.refuse(unavailable());
        }
        return entry.answer();
    }

    private void run() {
        var batch = new ArrayList<Entry>(batchSize);
        while (!stopping || !queue.isEmpty()) {
            var first = next();
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, batchSize - 1);
                batches.record(batch.size());
                write(batch);
                batch.clear();
            }
        }
    }

    /** Looks up now and then, instead of being interrupted: an interrupt in the middle of a write closes H2's file. */
    private @Nullable Entry next() {
        try {
            return queue.poll(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodysBusiness) {
            return null;
        }
    }

    private void write(List<Entry> batch) {
        List<Result> results;
        try {
            results = writer.write(batch.stream().map(Entry::command).toList());
        } catch (RuntimeException | Error failure) {
            recover(batch, failure);
            return;
        }
        try {
            announce(batch, results);
        } catch (RuntimeException | Error failure) {
            // It is committed: readers find it by the heads. Only the answers have to be given up.
            LOG.error("What was committed could not be announced", Discreet.of(failure));
            batch.forEach(entry -> entry.refuse(unavailable()));
        }
    }

    /** One entry may have spoiled it for the others, so each gets a try of its own; unless there is nothing to try with. */
    private void recover(List<Entry> batch, Throwable failure) {
        if (failure instanceof InDoubt) {
            batch.forEach(entry -> heads.moved(entry.command().room()));
        }
        if (failure instanceof LeaseLost || Outage.caused(failure)) {
            LOG.error(
                    "The log cannot be written now: {} commands are not carried out",
                    batch.size(),
                    Discreet.of(failure));
            batch.forEach(entry -> entry.refuse(unavailable()));
        } else if (batch.size() > 1) {
            LOG.warn(
                    "A batch of {} failed, trying one by one: {}",
                    batch.size(),
                    Discreet.of(failure).toString());
            batch.forEach(entry -> write(List.of(entry)));
        } else if (failure instanceof ConcurrencyFailureException) {
            batch.get(0).refuse(ErrorCode.BUSY.because("The room is busy.").retryAfter(TRY_AGAIN));
        } else if (failure instanceof InDoubt) {
            LOG.error("A command was maybe committed", Discreet.of(failure));
            batch.get(0).refuse(unavailable());
        } else {
            LOG.error("A command failed", Discreet.of(failure));
            batch.get(0).refuse(ErrorCode.INTERNAL.because("Nothing was changed."));
        }
    }

    private void announce(List<Entry> batch, List<Result> results) {
        var shown = new ArrayList<Shown>();
        for (int i = 0; i < batch.size(); i++) {
            var outcome = results.get(i).outcome();
            if (outcome != null) {
                shown.add(new Shown(outcome.message(), outcome.reactions()));
                // Before anything can fail; and for what is repeated too, which perhaps was not told the first time.
                heads.moved(batch.get(i).command().room());
            }
        }
        var messages = views.ofShown(shown).iterator();
        var events = new ArrayList<NumberedEvent>();
        var posted = new ArrayList<MessageView>();
        var answers = new ArrayList<Runnable>();
        var mentioning = new ArrayList<Runnable>();
        for (int i = 0; i < batch.size(); i++) {
            var entry = batch.get(i);
            var outcome = results.get(i).outcome();
            var refusal = results.get(i).refusal();
            if (outcome != null) {
                var message = messages.next();
                if (outcome.kind() != null) {
                    events.add(event(outcome.kind(), entry.command(), message));
                    if (outcome.kind() == Batch.Kind.POSTED) {
                        posted.add(message);
                    }
                }
                if (!outcome.newly().isEmpty()) {
                    mentioning.add(() -> notices.tell(message, outcome.newly()));
                }
                answers.add(() -> entry.answer().complete(new Answer(message, outcome.repeated())));
            } else if (refusal != null) {
                answers.add(() -> entry.refuse(refusal));
            }
        }
        if (!events.isEmpty()) {
            broadcaster.publish(events);
        }
        answers.forEach(Runnable::run);
        long now = System.nanoTime();
        batch.forEach(entry -> latency.record(now - entry.since(), TimeUnit.NANOSECONDS));
        mentioning.forEach(Runnable::run);
        if (!posted.isEmpty()) {
            tell(new MessagesPosted(posted));
        }
    }

    private void tell(MessagesPosted posted) {
        try {
            applicationEvents.publishEvent(posted);
        } catch (RuntimeException failure) {
            LOG.error("Somebody who listens to the log failed", Discreet.of(failure));
        }
    }

    private static NumberedEvent event(Batch.Kind kind, Command command, MessageView message) {
        long from = message.rev() - 1;
        var body = switch (kind) {
            case POSTED -> new MessageEvent.MessagePosted(message.room(), from, message.rev(), message);
            case EDITED -> new MessageEvent.MessageEdited(message.room(), from, message.rev(), message);
            case DELETED -> new MessageEvent.MessageDeleted(message.room(), from, message.rev(), message);
            case RESTORED -> new MessageEvent.MessageRestored(message.room(), from, message.rev(), message);
            case PINNED -> new MessageEvent.MessagePinned(message.room(), from, message.rev(), message);
            case REACTED -> new MessageEvent.MessageReacted(message.room(), from, message.rev(), message);
        };
        return new NumberedEvent(RoomTopics.log(command.room()), from, message.rev(), body);
    }

    /** Finishes what was accepted and accepts nothing more, while the connections that wait for it are still there. */
    @EventListener
    void on(Stopping event) {
        stop();
    }

    @PreDestroy
    void stop() {
        stopping = true;
        try {
            thread.join(LAST_COMMITS.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (var entry = queue.poll(); entry != null; entry = queue.poll()) {
            entry.refuse(unavailable());
        }
    }

    private static RuntimeException unavailable() {
        return ErrorCode.UNAVAILABLE.because("The log cannot be written now.").retryAfter(TRY_AGAIN);
    }
}

package io.confab.cluster;

import java.util.List;

import io.confab.stomp.Signal;
import io.confab.stomp.Signals;
import jakarta.persistence.EntityManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A small numbered log of what belongs to no room and concerns every node: who was signed out, whose right to hear ended.
 * Every node reads it once a second, whether the broker is well or not; that is the bound for a revocation. Thread-safe.
 */
@Component
public class ControlLog {

    /*
     * A number is taken under a lock that is held until the commit, so that no reader sees a number before all the lower
     * ones; and as the last thing in the transaction, after everything else has been written: it is the last lock that
     * anybody waits for, so that two writers cannot wait for each other, and is held for a moment only.
     */

    private static final Logger LOG = LoggerFactory.getLogger(ControlLog.class);

    private static final String SUBJECT = "control";
    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final Signals signals;
    private final ApplicationEventPublisher events;
    private final TaskScheduler scheduler;
    private long heard;

    ControlLog(
            JdbcClient jdbc,
            EntityManager entities,
            Signals signals,
            ApplicationEventPublisher events,
            @Qualifier("taskScheduler") TaskScheduler scheduler) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.signals = signals;
        this.events = events;
        this.scheduler = scheduler;
        this.heard = head();
    }

    /** Tells every node, this one too, if the caller's transaction commits. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(ControlEntry entry) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                entities.flush();
                insert(entry);
            }

            @Override
            public void afterCommit() {
                signals.send(new Signal(SUBJECT, ""));
            }
        });
    }

    private void insert(ControlEntry entry) {
        jdbc.sql("update control_head set number = number + 1 where id = 1").update();
        jdbc.sql("insert into control (number, kind, body, written_at) values (?, ?, ?, current_timestamp)")
                .params(head(), entry.kind(), entry.body())
                .update();
    }

    @EventListener
    void on(Signal signal) {
        if (signal.subject().equals(SUBJECT)) {
            scheduler.schedule(this::look, scheduler.getClock().instant());
        }
    }

    @Scheduled(fixedDelay = 1000, scheduler = "taskScheduler")
    void look() {
        try {
            readOn();
        } catch (RuntimeException unavailable) {
            LOG.warn("The control log cannot be read now: {}", unavailable.toString());
        }
    }

    private synchronized void readOn() {
        List<Numbered> page;
        do {
            page = jdbc.sql("select number, kind, body from control where number > ? order by number limit ?")
                    .params(heard, PAGE)
                    .query((row, index) -> new Numbered(
                            row.getLong("number"), new ControlEntry(row.getString("kind"), row.getString("body"))))
                    .list();
            for (var next : page) {
                heard = next.number();
                tell(next.entry());
            }
        } while (page.size() == PAGE);
    }

    private void tell(ControlEntry entry) {
        try {
            events.publishEvent(entry);
        } catch (RuntimeException failure) {
            LOG.error("An entry of the control log, {}, was not carried out", entry.kind(), failure);
        }
    }

    /** A node that was away for longer has lost its lease, and begins anew. */
    @Scheduled(fixedDelay = 3600_000, initialDelay = 60_000, scheduler = "taskScheduler")
    void forget() {
        try {
            jdbc.sql("delete from control where written_at < current_timestamp - interval '1' day")
                    .update();
        } catch (RuntimeException unavailable) {
            LOG.warn("The control log cannot be cleared now: {}", unavailable.toString());
        }
    }

    private long head() {
        return jdbc.sql("select number from control_head where id = 1")
                .query(Long.class)
                .single();
    }

    private record Numbered(long number, ControlEntry entry) {}
}

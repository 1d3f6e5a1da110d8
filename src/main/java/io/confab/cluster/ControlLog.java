package io.confab.cluster;

import java.util.List;

import io.confab.shared.Outage;
import io.confab.stomp.HistoryWentBack;
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

    /** So often an entry is told that could not be carried out for a reason that may pass. */
    private static final int TRIES = 30;

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final Signals signals;
    private final ApplicationEventPublisher events;
    private final TaskScheduler scheduler;
    private long heard;
    private int tries;

    ControlLog(
            JdbcClient jdbc,
            EntityManager entities,
            Signals signals,
            ApplicationEventPublisher events,
            @Qualifier("catchUpScheduler") TaskScheduler scheduler) {
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

    @Scheduled(fixedDelay = 1000, scheduler = "catchUpScheduler")
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
            page = after(heard);
            for (var next : page) {
                if (!tell(next.entry())) {
                    return;
                }
                heard = next.number();
            }
        } while (page.size() == PAGE);
        if (page.isEmpty()) {
            followBack();
        }
    }

    private List<Numbered> after(long number) {
        return jdbc.sql("select number, kind, body from control where number > ? order by number limit ?")
                .params(number, PAGE)
                .query((row, index) -> new Numbered(
                        row.getLong("number"), new ControlEntry(row.getString("kind"), row.getString("body"))))
                .list();
    }

    /** A database that took the place of another knows less than this node: its numbers are given again, to others. */
    private void followBack() {
        long head = head();
        if (head < heard) {
            LOG.error("The control log goes to {} now, and went to {} before", head, heard);
            heard = head;
            events.publishEvent(new HistoryWentBack());
        }
    }

    /** False if it is to be told again: listeners ask the database, and a right must not outlive its end for that. */
    private boolean tell(ControlEntry entry) {
        try {
            events.publishEvent(entry);
        } catch (RuntimeException failure) {
            if (Outage.mayPass(failure) && ++tries < TRIES) {
                LOG.warn("An entry of the control log, {}, is told again: {}", entry.kind(), failure.toString());
                return false;
            }
            LOG.error("An entry of the control log, {}, was not carried out", entry.kind(), failure);
        }
        tries = 0;
        return true;
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

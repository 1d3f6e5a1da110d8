package io.confab.cluster;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;

import io.confab.stomp.CloseCode;
import io.confab.stomp.Connections;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * This server process among those that share the database: alive as long as it renews its lease. One that was held up for
 * longer (a machine that slept, a process that was stopped) finds that others have given it up; it closes its connections,
 * so that their clients go where they are known, and begins anew under another id. Thread-safe.
 */
@Component
@EnableConfigurationProperties(ClusterSettings.class)
public class Node implements SmartLifecycle {

    /*
     * The lease is lost when another node has removed the row, and not when its time is over: what runs out while the
     * database is away, or on a machine of its own, was taken over by nobody, and no client has to suffer for it.
     * Removing the row is the moment of the takeover, and the database lets one node alone do it.
     */

    /*
     * The lease begins just before the first client can come, and is renewed from then on: a start may take longer than a
     * lease, and a node that was given up while it started would send its first clients away.
     */
    private static final int BEFORE_THE_FIRST_CLIENT = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;

    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final JdbcClient jdbc;
    private final Connections connections;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<Reporter> reporters;
    private final TaskScheduler scheduler;
    private final long leaseSeconds;
    private volatile String id = UUID.randomUUID().toString();
    private volatile @Nullable ScheduledFuture<?> renewals;

    Node(
            JdbcClient jdbc,
            Connections connections,
            ApplicationEventPublisher events,
            ObjectProvider<Reporter> reporters,
            @Qualifier("taskScheduler") TaskScheduler scheduler,
            ClusterSettings settings) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.events = events;
        this.reporters = reporters;
        this.scheduler = scheduler;
        this.leaseSeconds = settings.lease().toSeconds();
    }

    @Override
    public synchronized void start() {
        id = UUID.randomUUID().toString();
        enter();
        renewals = scheduler.scheduleAtFixedRate(this::live, RENEWAL);
    }

    @Override
    public synchronized void stop() {
        var running = renewals;
        if (running != null) {
            running.cancel(false);
        }
        renewals = null;
        leave();
    }

    @Override
    public boolean isRunning() {
        return renewals != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_FIRST_CLIENT;
    }

    /** New at every start, and whenever the lease was lost. */
    public String id() {
        return id;
    }

    /** How many nodes are alive, this one included. */
    int alive() {
        return jdbc.sql("select count(*) from node where lease_until >= current_timestamp")
                .query(Integer.class)
                .single();
    }

    /** The nodes that are alive, this one included, the oldest first. */
    public List<NodeReport> reports() {
        return jdbc.sql("""
                        select id, started_at, report from node where lease_until >= current_timestamp
                        order by started_at, id""")
                .query((row, index) -> new NodeReport(
                        Objects.requireNonNull(row.getString("id")),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        row.getString("report")))
                .list();
    }

    private synchronized void live() {
        if (!isRunning()) {
            return; // it left while this was about to begin
        }
        try {
            renew();
            bury();
        } catch (RuntimeException unavailable) {
            LOG.warn("The node's lease cannot be renewed now: {}", unavailable.toString());
        }
    }

    private void renew() {
        var reporter = reporters.getIfAvailable();
        int renewed = jdbc.sql("""
                        update node set lease_until = current_timestamp + cast(? as integer) * interval '1' second, report = ?
                        where id = ?""")
                .param(leaseSeconds)
                .param(reporter == null ? null : reporter.report())
                .param(id)
                .update();
        if (renewed == 0) {
            LOG.warn("The node {} was given up by the others: its connections end, and it begins anew", id);
            id = UUID.randomUUID().toString();
            connections.closeAll(CloseCode.RESTARTING);
            enter();
        }
    }

    private void enter() {
        jdbc.sql("""
                        insert into node (id, started_at, lease_until)
                        values (?, current_timestamp, current_timestamp + cast(? as integer) * interval '1' second)""").params(id, leaseSeconds).update();
    }

    private void bury() {
        var dead = jdbc.sql("select id from node where lease_until < current_timestamp and id <> ?")
                .param(id)
                .query(String.class)
                .list();
        for (var node : dead) {
            int mine = jdbc.sql("delete from node where id = ? and lease_until < current_timestamp")
                    .param(node)
                    .update();
            if (mine == 1) {
                LOG.warn("The node {} is gone", node);
                events.publishEvent(new NodeLost(node));
            }
        }
    }

    private void leave() {
        try {
            jdbc.sql("delete from node where id = ?").param(id).update();
        } catch (RuntimeException unavailable) {
            LOG.debug("The lease is left to run out: {}", unavailable.toString());
        }
    }
}

package io.confab.cluster;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Ticker;
import io.confab.shared.UrgentThread;
import io.confab.stomp.CloseCode;
import io.confab.stomp.Connections;
import io.confab.stomp.LeaseLost;
import io.confab.stomp.NodeLease;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * This server process among those that share the database: alive as long as it renews its lease. One that was held up for
 * longer (a machine that slept, a process that was stopped) finds that others have given it up; it closes its connections,
 * so that their clients go where they are known, and begins anew under another id. Thread-safe.
 */
@Component
@EnableConfigurationProperties(ClusterSettings.class)
public class Node implements SmartLifecycle, NodeLease {

    /*
     * The lease is lost when another node has renamed the row, and not when its time is over: what runs out while the
     * database is away, or on a machine of its own, was taken over by nobody, and no client has to suffer for it.
     * Renaming the row is the moment of the takeover, and the database lets one node alone do it. Under the new name the row
     * says whose what is left behind was and until when it lived, until somebody has taken that over: however long it takes,
     * and whoever dies over it. The renewal does no more than rename, on a thread of its own: nodes that wait for each other
     * while everybody comes back would be given up one after the other.
     */

    /** No node's id begins so, and one with this before it would not fit: the old id is where the report was. */
    private static final String LOST = "lost";

    /*
     * The lease begins just before the first client can come, and is renewed from then on: a start may take longer than a
     * lease, and a node that was given up while it started would send its first clients away.
     */
    private static final int BEFORE_THE_FIRST_CLIENT = WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;

    private static final Duration RENEWAL = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final JdbcClient jdbc;
    private final Connections connections;
    private final ObjectProvider<Reporter> reporters;
    private final Ticker ticker;
    private final Duration lease;
    private Map<String, OffsetDateTime> overdue = Map.of();
    private volatile long renewedAt;
    private volatile String id = UUID.randomUUID().toString();
    private volatile @Nullable ThreadPoolTaskScheduler renewals;

    Node(
            JdbcClient jdbc,
            Connections connections,
            ObjectProvider<Reporter> reporters,
            Ticker ticker,
            ClusterSettings settings) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.reporters = reporters;
        this.ticker = ticker;
        this.lease = settings.lease();
    }

    @Override
    public synchronized void start() {
        enter(UUID.randomUUID().toString());
        var thread = new ThreadPoolTaskScheduler();
        thread.setThreadFactory(UrgentThread.factory("lease-"));
        thread.initialize();
        thread.scheduleAtFixedRate(this::live, RENEWAL);
        renewals = thread;
    }

    @Override
    public synchronized void stop() {
        var running = renewals;
        if (running != null) {
            running.shutdown();
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

    @Override
    public boolean isHeld() {
        return ticker.read() - renewedAt < lease.toNanos();
    }

    @Override
    public void requireHeld() {
        if (isRunning()
                && jdbc.sql("select count(*) from node where id = ?")
                                .param(id)
                                .query(Integer.class)
                                .single()
                        == 0) {
            throw new LeaseLost();
        }
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

    /** The nodes that were given up and left something behind, in the order in which they vanished. */
    public List<LostNode> lost() {
        return jdbc.sql("select report, lease_until from node where id like '" + LOST + "%' order by lease_until")
                .query((row, index) -> new LostNode(
                        Objects.requireNonNull(row.getString("report")),
                        row.getObject("lease_until", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Everything that it left behind was taken over. */
    public void forget(LostNode lost) {
        jdbc.sql("delete from node where id like '" + LOST + "%' and report = ?")
                .param(lost.id())
                .update();
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
        long before = ticker.read();
        int renewed = jdbc.sql("""
                        update node set lease_until = current_timestamp + cast(? as integer) * interval '1' second, report = ?
                        where id = ?""")
                .param(lease.toSeconds())
                .param(reporter == null ? null : reporter.report())
                .param(id)
                .update();
        if (renewed == 0) {
            LOG.warn("The node {} was given up by the others: its connections end, and it begins anew", id);
            enter(UUID.randomUUID().toString());
            connections.closeAll(CloseCode.RESTARTING);
        } else {
            renewedAt = before;
        }
    }

    /** It has the id once the database has it: nobody may be known by one that is given up already. */
    private void enter(String newId) {
        long before = ticker.read();
        jdbc.sql("""
                        insert into node (id, started_at, lease_until)
                        values (?, current_timestamp, current_timestamp + cast(? as integer) * interval '1' second)""").params(newId, lease.toSeconds()).update();
        id = newId;
        renewedAt = before;
    }

    /**
     * Only what was overdue at the look before and has not been renewed since: the database's clock may have jumped, as when
     * another machine took its place.
     */
    private void bury() {
        var before = overdue;
        overdue = overdue();
        var dead = overdue.entrySet().stream()
                .filter(node -> node.getValue().equals(before.get(node.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        for (var node : dead) {
            int mine = jdbc.sql("update node set id = ?, report = id where id = ? and lease_until < current_timestamp")
                    .params(LOST + UUID.randomUUID().toString().replace("-", ""), node)
                    .update();
            if (mine == 1) {
                LOG.warn("The node {} is gone", node);
            }
        }
    }

    private Map<String, OffsetDateTime> overdue() {
        var found = new HashMap<String, OffsetDateTime>();
        jdbc.sql("select id, lease_until from node where lease_until < current_timestamp and id <> ? and id not like '"
                        + LOST + "%'")
                .param(id)
                .query(row -> {
                    found.put(row.getString("id"), row.getObject("lease_until", OffsetDateTime.class));
                });
        return found;
    }

    private void leave() {
        try {
            jdbc.sql("delete from node where id = ?").param(id).update();
        } catch (RuntimeException unavailable) {
            LOG.debug("The lease is left to run out: {}", unavailable.toString());
        }
    }
}

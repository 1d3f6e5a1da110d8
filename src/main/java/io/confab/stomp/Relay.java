package io.confab.stomp;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.messaging.simp.stomp.ReactorNettyTcpStompClient;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * The link between this node and the STOMP broker. It has two connections, however many clients there are: one tells the
 * other nodes what happened here, one hears what they tell. Losing the broker loses time and no message: every node looks
 * into the database once a second, and again as soon as it hears the others.
 */
@Component
class Relay implements SmartLifecycle {

    /*
     * A fixed, small number of topics, as a topic for each room would be a queue for each room and node at the broker,
     * and binding them as people come and go is what brokers bear worst (docs/decisions/0006).
     */
    private static final String SHARD = "/topic/confab.shard.";

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private static final String NODE = "confab-node";
    private static final String CLUSTER = "confab-cluster";
    private static final String SENT = "confab-sent";

    /** A broker that is slower than we are gathers our frames into larger ones, up to this. */
    private static final int MOST_CHARS = 64 * 1024;

    /** After so long with nothing to tell, an empty frame shows how long the way takes. */
    private static final Duration PROBE = Duration.ofSeconds(1);

    /** The broker drops what this node does not take in time; the node finds it in the database. */
    private static final String BROKER_QUEUE_BYTES = Integer.toString(64 << 20);

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final RelaySettings settings;
    private final RelayQueue queue;
    private final FanOut fanOut;
    private final RelayClient clients;
    private final ObjectProvider<Cluster> clusters;
    private final TaskScheduler scheduler;
    private final TaskScheduler catchUpScheduler;
    private final Ticker ticker;
    private final Counter sent;
    private final Counter received;
    private final String node = UUID.randomUUID().toString();
    private volatile @Nullable Running running;
    private volatile long lagNanos;
    private volatile long echoedAt;

    Relay(
            RelaySettings settings,
            RelayQueue queue,
            FanOut fanOut,
            RelayClient clients,
            ObjectProvider<Cluster> clusters,
            @Qualifier("messageBrokerTaskScheduler") TaskScheduler scheduler,
            @Qualifier("catchUpScheduler") TaskScheduler catchUpScheduler,
            Ticker ticker,
            MeterRegistry meters) {
        this.settings = settings;
        this.queue = queue;
        this.fanOut = fanOut;
        this.clients = clients;
        this.clusters = clusters;
        this.scheduler = scheduler;
        this.catchUpScheduler = catchUpScheduler;
        this.ticker = ticker;
        this.sent = meters.counter("confab.relay.sent");
        this.received = meters.counter("confab.relay.received");
        if (settings.enabled()) {
            meters.gauge("confab.relay.connected", this, relay -> relay.isConnected() ? 1 : 0);
            meters.gauge("confab.relay.lag", this, relay -> relay.lag().toNanos() / 1e9);
        }
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            var started = new Running(clusters.getObject(), clients.create());
            running = started;
            started.start();
        }
    }

    @Override
    public void stop() {
        var ending = running;
        if (ending != null) {
            ending.stop();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Whether this node tells the others, and hears all that they tell. */
    boolean isConnected() {
        var now = running;
        return now != null && now.hearing && now.out.session() != null;
    }

    /** How long a frame takes to the broker and back; growing while none comes back, also for want of a connection. */
    Duration lag() {
        if (!isRunning()) {
            return Duration.ZERO;
        }
        long silent = ticker.read() - echoedAt - PROBE.toNanos();
        return Duration.ofNanos(Math.max(lagNanos, silent));
    }

    /** From one start to the next stop. */
    private final class Running {

        private final Cluster cluster;
        private final ReactorNettyTcpStompClient client;
        private final RelayLink in;
        private final RelayLink out;
        private final Thread sender = new Thread(this::send, "relay");
        private volatile boolean hearing;
        private volatile boolean stopping;

        Running(Cluster cluster, ReactorNettyTcpStompClient client) {
            this.cluster = cluster;
            this.client = client;
            this.in = new RelayLink("hearing", client, settings, scheduler, this::subscribe, () -> hearing = false);
            this.out = new RelayLink("telling", client, settings, scheduler, s -> queue.open(), queue::close);
        }

        void start() {
            echoedAt = ticker.read();
            sender.setDaemon(true);
            sender.start();
            in.connect();
            out.connect();
        }

        void stop() {
            stopping = true;
            try {
                sender.join(LAST_WORDS.toMillis() + PROBE.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            queue.close();
            out.stop();
            in.stop();
            client.shutdown();
        }

        private void subscribe(StompSession session) {
            var outstanding = new AtomicInteger(cluster.shards());
            for (int shard = 0; shard < cluster.shards(); shard++) {
                var headers = new StompHeaders();
                headers.setDestination(SHARD + shard);
                headers.setId("shard-" + shard);
                headers.setReceipt("shard-" + shard);
                headers.set("x-max-length-bytes", BROKER_QUEUE_BYTES); // for RabbitMQ; others pass over it
                session.subscribe(headers, new Hearing()).addReceiptTask(() -> {
                    if (outstanding.decrementAndGet() == 0) {
                        hears();
                    }
                });
            }
        }

        /** Whatever was told while nobody heard is found now. */
        private void hears() {
            echoedAt = ticker.read();
            hearing = true;
            catchUpScheduler.schedule(
                    fanOut::compareHeads, catchUpScheduler.getClock().instant());
        }

        private void send() {
            while (true) {
                try {
                    var told = queue.take(MOST_CHARS, PROBE);
                    if (told.isEmpty() && stopping) {
                        return;
                    }
                    send(told);
                } catch (InterruptedException stopped) {
                    return;
                } catch (RuntimeException bug) {
                    LOG.error("The relay could not tell something", bug);
                }
            }
        }

        private void send(List<Relayed> told) {
            var session = out.session();
            if (session == null) {
                queue.lost(told.size());
                return;
            }
            var byShard = new TreeMap<Integer, List<Relayed>>();
            told.forEach(relayed -> byShard.computeIfAbsent(relayed.shard(cluster.shards()), shard -> new ArrayList<>())
                    .add(relayed));
            if (byShard.isEmpty()) {
                byShard.put(0, List.of());
            }
            byShard.forEach((shard, relayed) -> send(session, shard, relayed));
        }

        private void send(StompSession session, int shard, List<Relayed> relayed) {
            var headers = new StompHeaders();
            headers.setDestination(SHARD + shard);
            headers.set(NODE, node);
            headers.set(CLUSTER, cluster.id());
            headers.set(SENT, Long.toString(ticker.read()));
            try {
                session.send(headers, RelayFrame.encode(relayed));
                sent.increment(relayed.size());
            } catch (RuntimeException unsent) {
                // The connection's end is told to the link, which makes it anew.
                LOG.debug("Not told: {}", unsent.toString());
                queue.lost(relayed.size());
            }
        }

        private final class Hearing implements StompFrameHandler {

            @Override
            public Type getPayloadType(StompHeaders headers) {
                return byte[].class;
            }

            @Override
            public void handleFrame(StompHeaders headers, @Nullable Object payload) {
                if (!cluster.id().equals(headers.getFirst(CLUSTER))) {
                    return; // another cluster on the same broker
                }
                if (node.equals(headers.getFirst(NODE))) {
                    echo(headers.getFirst(SENT));
                } else if (payload instanceof byte[] frame) {
                    var relayed = RelayFrame.decode(frame);
                    received.increment(relayed.size());
                    fanOut.receive(relayed);
                }
            }
        }
    }

    private void echo(@Nullable String sentAt) {
        if (sentAt != null) {
            long now = ticker.read();
            lagNanos = now - Long.parseLong(sentAt);
            echoedAt = now;
        }
    }
}

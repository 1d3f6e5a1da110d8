package io.confab.stomp;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.simp.stomp.ReactorNettyTcpStompClient;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.TaskScheduler;

/** One connection to the broker, made anew after a growing pause whenever it ends. Thread-safe. */
final class RelayLink {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLink.class);

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = Duration.ofSeconds(10).toMillis();

    private final String name;
    private final ReactorNettyTcpStompClient client;
    private final RelaySettings settings;
    private final TaskScheduler scheduler;
    private final Consumer<StompSession> connected;
    private final Runnable lost;

    private @Nullable Attempt attempt;
    private @Nullable StompSession session;
    private int failures;
    private boolean stopped;

    /**
     * @param connected called with each new connection
     * @param lost called when it has ended
     */
    RelayLink(
            String name,
            ReactorNettyTcpStompClient client,
            RelaySettings settings,
            TaskScheduler scheduler,
            Consumer<StompSession> connected,
            Runnable lost) {
        this.name = name;
        this.client = client;
        this.settings = settings;
        this.scheduler = scheduler;
        this.connected = connected;
        this.lost = lost;
    }

    void connect() {
        var next = new Attempt();
        synchronized (this) {
            if (stopped || attempt != null) {
                return;
            }
            attempt = next;
        }
        client.connectAsync(headers(), next);
    }

    synchronized @Nullable StompSession session() {
        return session;
    }

    void stop() {
        StompSession last;
        synchronized (this) {
            stopped = true;
            attempt = null;
            last = session;
            session = null;
        }
        if (last != null) {
            disconnect(last);
        }
    }

    private static void disconnect(StompSession session) {
        try {
            session.disconnect();
        } catch (RuntimeException gone) {
            LOG.debug("The relay's connection had ended: {}", gone.toString());
        }
    }

    private StompHeaders headers() {
        var headers = new StompHeaders();
        headers.setAcceptVersion("1.2", "1.1");
        headers.setHost(settings.virtualHost());
        if (!settings.login().isEmpty()) {
            headers.setLogin(settings.login());
            headers.setPasscode(settings.passcode());
        }
        long beat = settings.heartbeat().toMillis();
        headers.setHeartbeat(new long[] {beat, beat});
        return headers;
    }

    private void connected(Attempt by, StompSession opened) {
        synchronized (this) {
            if (attempt != by) {
                return;
            }
            session = opened;
            failures = 0;
        }
        LOG.info("The relay's connection to {}:{} for {} is up", settings.host(), settings.port(), name);
        connected.accept(opened);
    }

    private void ended(Attempt by, String why) {
        long pause;
        boolean first;
        synchronized (this) {
            if (attempt != by) {
                return;
            }
            attempt = null;
            session = null;
            first = failures == 0;
            pause = pause(failures++);
        }
        if (first) {
            LOG.warn(
                    "The relay has no connection to {}:{} for {}, and tries again: {}",
                    settings.host(),
                    settings.port(),
                    name,
                    why);
        }
        lost.run();
        scheduler.schedule(this::connect, scheduler.getClock().instant().plusMillis(pause));
    }

    /** Half of it by chance, so that the nodes do not all come at once to a broker that has just started. */
    private static long pause(int failures) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    }

    private final class Attempt extends StompSessionHandlerAdapter {

        @Override
        public void afterConnected(StompSession opened, StompHeaders headers) {
            connected(this, opened);
        }

        @Override
        public void handleTransportError(StompSession failed, Throwable failure) {
            ended(this, failure.toString());
        }

        @Override
        public void handleException(
                StompSession opened,
                @Nullable StompCommand command,
                StompHeaders headers,
                byte[] payload,
                Throwable failure) {
            LOG.warn("A frame of the broker could not be handled: {}", failure.toString());
        }

        @Override
        public Type getPayloadType(StompHeaders headers) {
            return byte[].class;
        }

        /**
         * An ERROR frame, after which the broker closes the connection, says STOMP. RabbitMQ keeps it when it has ended one of
         * the subscriptions, which nothing would be heard on any more; so this end closes it.
         */
        @Override
        public void handleFrame(StompHeaders headers, @Nullable Object payload) {
            var detail = payload instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8).strip() : "";
            LOG.warn("The broker refused something of the relay: {} {}", headers.getFirst("message"), detail);
            var refused = session();
            if (refused != null) {
                ended(this, "the broker sent an error");
                disconnect(refused);
            }
        }
    }
}

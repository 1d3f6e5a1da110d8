package io.confab.stomp;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Takes each event to this node's subscribers: encoded once, in order, and each once. */
@Component
class FanOut implements Broadcaster {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    /** How long an event that is ahead waits for the one before it, which is usually on its way from another thread. */
    static final Duration GAP_PATIENCE = Duration.ofMillis(50);

    private static final long NO_HEAD = 0;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Topics topics;
    private final EventEncoder encoder;
    private final Writers writers;
    private final RelayQueue relay;
    private final ApplicationEventPublisher applicationEvents;
    private final TaskScheduler scheduler;
    // Found when first asked: whoever holds it needs this module.
    private final SingletonSupplier<NodeLease> lease;
    private final Clock clock;
    private final Counter deliveries;
    private final Counter gaps;

    FanOut(
            Topics topics,
            EventEncoder encoder,
            Writers writers,
            RelayQueue relay,
            ApplicationEventPublisher applicationEvents,
            @Qualifier("catchUpScheduler") TaskScheduler scheduler,
            ObjectProvider<NodeLease> lease,
            Clock clock,
            MeterRegistry meters) {
        this.topics = topics;
        this.encoder = encoder;
        this.writers = writers;
        this.relay = relay;
        this.applicationEvents = applicationEvents;
        this.scheduler = scheduler;
        this.lease = SingletonSupplier.ofNullable(lease::getIfAvailable);
        this.clock = clock;
        this.deliveries = meters.counter("confab.deliveries");
        this.gaps = meters.counter("confab.gaps.read");
    }

    @Override
    public void publish(List<NumberedEvent> events) {
        var byDestination = new LinkedHashMap<Destination, List<NumberedEvent>>();
        events.forEach(event -> byDestination
                .computeIfAbsent(event.destination(), destination -> new ArrayList<>())
                .add(event));
        byDestination.forEach(this::publish);
        writers.pace();
    }

    private void publish(Destination destination, List<NumberedEvent> events) {
        var topic = topics.find(destination, 0);
        if (topic == null && !relay.enabled()) {
            return;
        }
        var entries = new ArrayList<Sequencer.Entry>(events.size());
        for (var event : events) {
            var json = encoder.json(event.body());
            relay.add(Relayed.numbered(event, json));
            if (topic != null) {
                entries.add(encoder.entry(topic, event.from(), event.rev(), json));
            }
        }
        if (topic != null) {
            accept(topic, entries);
        }
    }

    /**
     * What other nodes told, in the order in which one of them told it. Nobody is held up for slow readers here: on the
     * connection to the broker everybody else's would wait, too.
     */
    void receive(List<Relayed> relayed) {
        if (isMember()) {
            relayed.forEach(this::receive);
        }
    }

    /** A node that is cut from the database does not hear who lost the right to listen; what it passes over is in the log. */
    private boolean isMember() {
        var held = lease.get();
        return held == null || held.isHeld();
    }

    private void receive(Relayed told) {
        switch (told.kind()) {
            case NUMBERED -> {
                var topic = topics.find(told.destination(), 0);
                if (topic != null) {
                    accept(
                            topic,
                            List.of(encoder.entry(
                                    topic, told.from(), told.rev(), told.json().get())));
                }
            }
            case EPHEMERAL -> send(told.destination(), told.json());
            case PERSONAL -> send(told.accounts(), told.destination(), told.json());
            case SIGNAL ->
                applicationEvents.publishEvent(new Signal(
                        told.destination().segments().get(1), told.json().get()));
        }
    }

    private void accept(Topic topic, List<Sequencer.Entry> entries) {
        deliveries.increment(topic.accept(entries));
        fillLater(topic, NO_HEAD, GAP_PATIENCE);
    }

    /**
     * Asks the database, whether all is well or not, which topics have events that never came here: what a failure took
     * away on the way is found within a second, even if it was the last event for a long time.
     */
    @Scheduled(fixedRate = 1000, scheduler = "catchUpScheduler")
    void compareHeads() {
        compareHeads(topics.numbered());
    }

    /** The same for these topics alone, now. */
    void lookAt(List<Topic> some) {
        compareHeads(Topics.byStream(some));
    }

    private void compareHeads(Map<NumberedStream, List<Topic>> byStream) {
        byStream.forEach((stream, numbered) -> {
            try {
                compareHeads(stream, numbered);
            } catch (RuntimeException unavailable) {
                LOG.warn("The heads cannot be compared now: {}", unavailable.toString());
            }
        });
    }

    private void compareHeads(NumberedStream stream, List<Topic> numbered) {
        // Read before the heads, which are never behind them, unless history went back.
        var reached = numbered.stream().map(Topic::mine).toList();
        var heads = stream.heads(numbered.stream().map(Topic::destination).toList());
        followBack(numbered, reached, heads);
        // An event that was committed a moment ago is on its way, so a topic that is behind is given that moment.
        numbered.forEach(topic -> fillLater(topic, heads.getOrDefault(topic.destination(), NO_HEAD), GAP_PATIENCE));
    }

    private void followBack(List<Topic> numbered, List<Long> reached, Map<Destination, Long> heads) {
        boolean wentBack = false;
        for (int i = 0; i < reached.size(); i++) {
            var topic = numbered.get(i);
            var head = heads.get(topic.destination());
            if (head != null && head < reached.get(i)) {
                LOG.error("{} goes to {} now, and went to {} before", topic.destination(), head, reached.get(i));
                topic.startAnew(head);
                wentBack = true;
            }
        }
        if (wentBack) {
            applicationEvents.publishEvent(new HistoryWentBack());
        }
    }

    private void fillLater(Topic topic, long head, Duration patience) {
        if (topic.claimGap(head)) {
            later(patience, () -> fill(topic, head));
        }
    }

    /** Reads what is missing, once for everything that waits for it; unless it came meanwhile. */
    private void fill(Topic topic, long head) {
        var patience = RETRY;
        try {
            var stream = topic.stream();
            if (stream != null && topic.isStuck(head)) {
                gaps.increment();
                deliveries.increment(
                        topic.accept(List.of(encoder.encode(topic, stream.since(topic.destination(), topic.mine())))));
            }
            // What reading does not help, such as an event from beyond the log, is not read for again at once.
            patience = topic.isStuck(NO_HEAD) ? RETRY : GAP_PATIENCE;
        } catch (RuntimeException unavailable) {
            LOG.warn("A gap in {} cannot be read yet: {}", topic.destination(), unavailable.toString());
        } finally {
            topic.releaseGap();
        }
        // Not up to the head again: it has been read, or it is the next comparison's to find.
        fillLater(topic, NO_HEAD, patience);
    }

    private void later(Duration delay, Runnable task) {
        try {
            scheduler.schedule(task, clock.instant().plus(delay));
        } catch (TaskRejectedException stopping) {
            LOG.debug("Not scheduled, as the server stops");
        }
    }

    /**
     * Makes a subscription live. Its topic's numbers are open by then: whatever commits from now on reaches it, whatever
     * committed before is found in a snapshot.
     *
     * @return false if the subscription was ended in between
     */
    boolean activate(Subscription subscription) {
        var topic = subscription.topic();
        var stream = topic.stream();
        if (stream != null && !topic.isOpen()) {
            topic.open(stream.head(topic.destination()));
        }
        return topic.activate(subscription);
    }

    @Override
    public void publish(Destination destination, Object body) {
        if (relay.enabled() || topics.find(destination, 0) != null) {
            var json = encoder.json(body);
            relay.add(Relayed.ephemeral(destination, json));
            send(destination, () -> json);
        }
    }

    @Override
    public void publishHere(Destination destination, Object body) {
        send(destination, () -> encoder.json(body));
    }

    @Override
    public void publishLatestHere(Destination destination, Object body) {
        var topic = topics.find(destination, 0);
        if (topic != null) {
            deliveries.increment(topic.sendLatest(encoder.ephemeral(destination, encoder.json(body))));
        }
    }

    @Override
    public void publish(Collection<Long> accounts, Destination queue, Object body) {
        var json = encoder.json(body);
        if (!accounts.isEmpty()) {
            relay.add(Relayed.personal(List.copyOf(accounts), queue, json));
        }
        send(accounts, queue, () -> json);
    }

    @Override
    public void publishHere(Collection<Long> accounts, Destination queue, Object body) {
        send(accounts, queue, () -> encoder.json(body));
    }

    private void send(Destination destination, Supplier<String> json) {
        var topic = topics.find(destination, 0);
        if (topic != null) {
            deliveries.increment(topic.send(encoder.ephemeral(destination, json.get())));
        }
    }

    private void send(Collection<Long> accounts, Destination queue, Supplier<String> json) {
        byte[] tail = null;
        for (var account : accounts) {
            var topic = topics.find(queue, account);
            if (topic != null) {
                tail = tail == null ? encoder.ephemeral(queue, json.get()) : tail;
                deliveries.increment(topic.send(tail));
            }
        }
    }

    @Override
    public void revoke(Destination destination, long account) {
        topics.revoke(destination, account);
    }
}

package io.confab.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.confab.stomp.Connections;
import io.confab.stomp.Signal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;

/** When the feeds are asked, and how this node hears of those of the others: by the relay, and by the database. */
@Component
class FeedSchedule implements SchedulingConfigurer, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedSchedule.class);

    private final List<FeedSource> sources;
    private final FeedRunner runner;
    private final FeedStore store;
    private final LastValues last;
    private final Connections connections;
    private final Clock clock;
    private volatile boolean running;

    FeedSchedule(
            List<FeedSource> sources,
            FeedRunner runner,
            FeedStore store,
            LastValues last,
            Connections connections,
            Clock clock) {
        this.sources = sources;
        this.runner = runner;
        this.store = store;
        this.last = last;
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        for (var source : sources) {
            registrar.addFixedRateTask(
                    new FixedRateTask(() -> tick(source), source.interval(), untilTheNext(source.interval())));
        }
    }

    private Duration untilTheNext(Duration interval) {
        long millis = interval.toMillis();
        return Duration.ofMillis(millis - Math.floorMod(clock.millis(), millis));
    }

    private void tick(FeedSource source) {
        if (running) {
            runner.tick(source);
        }
    }

    @Scheduled(fixedDelay = 1000, scheduler = "taskScheduler")
    void look() {
        if (!running) {
            return;
        }
        try {
            runner.claim(sources.stream().map(FeedSource::name).toList());
            var wanted = connections.subscribed("feeds", "+").stream()
                    .map(topic -> topic.segments().get(1))
                    .collect(Collectors.toSet());
            if (!wanted.isEmpty()) {
                store.find(wanted).forEach(last::accept);
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("The feeds of other nodes cannot be looked at now: {}", unavailable.toString());
        }
    }

    @EventListener
    void on(Signal signal) {
        if (signal.subject().equals(FeedRunner.SUBJECT)) {
            last.accept(FeedValue.decoded(signal.text()));
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            runner.release();
        } catch (RuntimeException unavailable) {
            LOG.info("The feeds are free when this node's lease has run out: {}", unavailable.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

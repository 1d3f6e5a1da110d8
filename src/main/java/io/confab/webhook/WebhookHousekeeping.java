package io.confab.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.confab.webhook.Delivery.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Measures the outbox, and forgets what need not be known any more. */
@Component
class WebhookHousekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHousekeeping.class);

    private final DeliveryStore deliveries;
    private final WebhookSettings settings;
    private final Clock clock;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong parked = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();

    WebhookHousekeeping(DeliveryStore deliveries, WebhookSettings settings, Clock clock, MeterRegistry meters) {
        this.deliveries = deliveries;
        this.settings = settings;
        this.clock = clock;
        Gauge.builder("confab.webhooks.waiting", waiting, AtomicLong::get).register(meters);
        Gauge.builder("confab.webhooks.parked", parked, AtomicLong::get).register(meters);
        Gauge.builder("confab.webhooks.lag", lag, AtomicLong::get).register(meters);
    }

    @Scheduled(initialDelay = 10_000, fixedDelay = 10_000, scheduler = "taskScheduler")
    void measure() {
        try {
            waiting.set(deliveries.count(State.WAITING));
            parked.set(deliveries.count(State.PARKED));
            var now = clock.instant();
            lag.set(deliveries
                    .oldestWaiting()
                    .map(oldest -> Math.max(0, Duration.between(oldest, now).toSeconds()))
                    .orElse(0L));
        } catch (RuntimeException unavailable) {
            LOG.debug("The outbox cannot be measured now: {}", unavailable.toString());
        }
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 600_000, scheduler = "taskScheduler")
    void forget() {
        try {
            deliveries.forget(State.DELIVERED, clock.instant().minus(settings.kept()));
            deliveries.forget(State.PARKED, clock.instant().minus(settings.parkedKept()));
        } catch (RuntimeException unavailable) {
            LOG.warn("Old deliveries cannot be cleared now: {}", unavailable.toString());
        }
    }
}

package io.confab.webhook;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

import io.confab.webhook.Delivery.State;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Tells what is in a lane, one after the other, as far as it can be told now. The node has to own the webhook. */
@Component
class LaneWorker {

    private static final int AT_ONCE = 20;

    private final WebhookStore hooks;
    private final LaneStore lanes;
    private final DeliveryStore deliveries;
    private final Outbox outbox;
    private final SignedPost post;
    private final WebhookSettings settings;
    private final BackOff backOff;
    private final Clock clock;
    private final MeterRegistry meters;
    private final SecureRandom random = new SecureRandom();

    LaneWorker(
            WebhookStore hooks,
            LaneStore lanes,
            DeliveryStore deliveries,
            Outbox outbox,
            SignedPost post,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.hooks = hooks;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.post = post;
        this.settings = settings;
        this.backOff = new BackOff(settings.firstBackOff(), settings.longestBackOff());
        this.clock = clock;
        this.meters = meters;
    }

    /** A webhook as a node works on it. */
    record Work(Webhook hook, String secret, String node) {}

    /** Goes on until nothing is left, something failed, or others should have their turn. */
    void tell(Work work, Lane lane) {
        var waiting = deliveries.waiting(lane, AT_ONCE);
        if (waiting.isEmpty()) {
            lanes.idle(lane);
            outbox.fill(work.hook(), lane, work.node());
            waiting = deliveries.waiting(lane, AT_ONCE);
        }
        for (var delivery : waiting) {
            // Whoever took this node for dead tells it now.
            if (!hooks.isOwner(lane.hook(), work.node()) || !tell(work, delivery)) {
                return;
            }
        }
        lanes.idle(lane);
    }

    /** Whether the next may be told. */
    private boolean tell(Work work, Delivery delivery) {
        var attempt = attempt(work.hook(), work.secret(), delivery);
        long hook = work.hook().id();
        if (attempt.reached()) {
            hooks.reached(hook);
        }
        if (attempt.succeeded()) {
            record(delivery, attempt, State.DELIVERED);
            return true;
        }
        int failures = delivery.attempts() + 1;
        boolean last = failures >= settings.tries();
        record(delivery, attempt, last ? State.PARKED : State.WAITING);
        lanes.due(delivery.lane(), last ? 0 : waitAfter(failures, attempt));
        if (!attempt.reached()) {
            hooks.restFor(hook, waitAfter(hooks.failed(hook), attempt));
            return false;
        }
        return last;
    }

    private long waitAfter(int failures, Attempt attempt) {
        return backOff.after(failures, attempt.retryAfter(), random).toMillis();
    }

    /** Once, whatever became of it before. */
    Attempt attempt(Webhook hook, String secret, Delivery delivery) {
        var attempt = post.to(hook.url().uri(), secret, delivery.webhookId(), delivery.body());
        meters.timer("confab.webhooks.attempts", "outcome", attempt.succeeded() ? "delivered" : "failed")
                .record(attempt.took());
        return attempt;
    }

    void record(Delivery delivery, Attempt attempt, State state) {
        deliveries.tried(delivery, attempt, state, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}

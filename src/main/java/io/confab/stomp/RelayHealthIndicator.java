package io.confab.stomp;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** How the relay is. Without it the node works on, a second slower: {@code DEGRADED} is told, and is no reason to end it. */
@Component
@ConditionalOnExpression("!'${confab.relay.host:}'.isBlank()")
class RelayHealthIndicator implements HealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final Relay relay;
    private final RelaySettings settings;

    RelayHealthIndicator(Relay relay, RelaySettings settings) {
        this.relay = relay;
        this.settings = settings;
    }

    @Override
    public Health health() {
        var connected = relay.isConnected();
        return Health.status(connected ? Status.UP : DEGRADED)
                .withDetail("broker", settings.host() + ":" + settings.port())
                .withDetail("connected", connected)
                .withDetail("lag", relay.lag().toMillis() + " ms")
                .build();
    }
}

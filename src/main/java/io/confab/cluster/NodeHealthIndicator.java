package io.confab.cluster;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Who this node is, and how many there are. */
@Component
class NodeHealthIndicator extends AbstractHealthIndicator {

    private final Node node;

    NodeHealthIndicator(Node node) {
        super("The nodes cannot be counted");
        this.node = node;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up().withDetail("id", node.id()).withDetail("alive", node.alive());
    }
}

package io.confab.account;

import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.context.event.EventListener;

/**
 * Keeps a topic for those who moderate or administrate the server: a bean for each. Whoever does so no longer listens no longer.
 * Thread-safe.
 */
public final class StaffTopic implements SubscriptionGuard {

    private final Destination topic;
    private final Connections connections;
    private final Accounts accounts;

    public StaffTopic(Destination topic, Connections connections, Accounts accounts) {
        this.topic = topic;
        this.connections = connections;
        this.accounts = accounts;
    }

    @Override
    public boolean guards(Destination destination) {
        return destination.equals(topic);
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        accounts.requireStaff(AccountId.of(subscriber));
    }

    @EventListener
    void on(RoleChanged changed) {
        connections.revoke(topic, changed.account().value(), () -> accounts.isStaff(changed.account()));
    }
}

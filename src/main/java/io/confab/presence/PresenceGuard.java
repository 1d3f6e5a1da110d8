package io.confab.presence;

import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.stereotype.Component;

/** The queue of presence is everybody's own. */
@Component
class PresenceGuard implements SubscriptionGuard {

    @Override
    public boolean guards(Destination destination) {
        return destination.equals(Announcements.QUEUE);
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        // Nothing to decide: it is the subscriber's own.
    }
}

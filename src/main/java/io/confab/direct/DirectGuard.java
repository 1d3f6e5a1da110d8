package io.confab.direct;

import io.confab.room.RoomTopics;
import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.stereotype.Component;

/** The queue of direct rooms is everybody's own. */
@Component
class DirectGuard implements SubscriptionGuard {

    @Override
    public boolean guards(Destination destination) {
        return destination.equals(RoomTopics.DIRECT);
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        // Nothing to decide: what comes over it are the subscriber's own rooms.
    }
}

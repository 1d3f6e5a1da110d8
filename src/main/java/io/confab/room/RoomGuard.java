package io.confab.room;

import io.confab.account.AccountId;
import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.stereotype.Component;

/**
 * A room's topics are for whoever may read the room; those of a direct room are nobody's, because its members hear it on
 * queues of their own. Notices are everybody's own.
 */
@Component
class RoomGuard implements SubscriptionGuard {

    private final Rooms rooms;

    RoomGuard(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public boolean guards(Destination destination) {
        return RoomTopics.isOfRoom(destination) || destination.equals(RoomTopics.NOTICES);
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        if (RoomTopics.isOfRoom(destination)) {
            rooms.requireListener(RoomTopics.room(destination), AccountId.of(subscriber));
        }
    }
}

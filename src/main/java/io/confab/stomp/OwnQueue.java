package io.confab.stomp;

/** Guards a queue that is everybody's own: there is nothing to decide, as what comes over it is the subscriber's. */
public record OwnQueue(Destination queue) implements SubscriptionGuard {

    @Override
    public boolean guards(Destination destination) {
        return destination.equals(queue);
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        // A user destination is always the subscriber's own.
    }
}

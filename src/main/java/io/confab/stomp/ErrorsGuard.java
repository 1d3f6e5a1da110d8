package io.confab.stomp;

import org.springframework.stereotype.Component;

/** Everybody may hear which of their own frames were refused. */
@Component
class ErrorsGuard implements SubscriptionGuard {

    @Override
    public boolean guards(Destination destination) {
        return destination.equals(Refusals.QUEUE);
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        // It is the subscriber's own.
    }
}

package io.confab.stomp;

import io.confab.shared.Refusal;

/**
 * Decides who may subscribe to the destinations of one feature. A {@code /topic} or {@code /user/queue} destination that
 * no guard {@linkplain #guards guards} does not exist.
 */
public interface SubscriptionGuard {

    boolean guards(Destination destination);

    /**
     * Asked once per SUBSCRIBE, while the subscription is registered but not live: {@link Broadcaster#revoke} that comes
     * during the check wins. A user destination is always the subscriber's own.
     *
     * @throws Refusal if the account may not subscribe
     */
    void check(Destination destination, SignedIn subscriber);
}

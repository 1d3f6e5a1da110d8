package io.confab.feed;

import io.confab.account.AccountId;
import io.confab.account.RoleChanged;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A feed is for whom it is configured. */
@Component
class FeedGuard implements SubscriptionGuard {

    private final Feeds feeds;
    private final Connections connections;

    FeedGuard(Feeds feeds, Connections connections) {
        this.feeds = feeds;
        this.connections = connections;
    }

    @Override
    public boolean guards(Destination destination) {
        return destination.kind() == Destination.Kind.TOPIC
                && destination.segments().size() == 2
                && destination.segments().get(0).equals("feeds");
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        feeds.requireReader(destination.segments().get(1), AccountId.of(subscriber));
    }

    @EventListener
    void on(RoleChanged changed) {
        for (var topic : connections.subscribed("feeds", "+")) {
            var feed = topic.segments().get(1);
            connections.revoke(topic, changed.account().value(), () -> feeds.mayRead(feed, changed.account()));
        }
    }
}

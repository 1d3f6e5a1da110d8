package io.confab.stomp;

import org.jspecify.annotations.Nullable;

/** One connection's subscription to one topic. It is pending until the check is through; guarded by its topic. */
final class Subscription {

    private final String id;
    private final Connection connection;
    private final Topic topic;
    private final long account;
    private final @Nullable Followed followed;
    private final boolean leads;

    private Subscription(
            String id, Connection connection, Topic topic, long account, @Nullable Followed followed, boolean leads) {
        this.id = id;
        this.connection = connection;
        this.topic = topic;
        this.account = account;
        this.followed = followed;
        this.leads = leads;
    }

    static Subscription to(String id, Connection connection, Topic topic, long account) {
        return new Subscription(id, connection, topic, account, null, false);
    }

    /** A subscription of a {@link StreamQueue}. */
    static Subscription leading(String id, Connection connection, Topic topic, long account) {
        return new Subscription(id, connection, topic, account, new Followed(), true);
    }

    /** A stream that comes over this one, which leads. */
    Subscription following(Topic stream) {
        return new Subscription(id, connection, stream, account, followed, false);
    }

    String id() {
        return id;
    }

    Connection connection() {
        return connection;
    }

    Topic topic() {
        return topic;
    }

    long account() {
        return account;
    }

    /** The streams that come with it, or among which it is; null if it is none of these. */
    @Nullable
    Followed followed() {
        return followed;
    }

    /** Whether streams come over it. */
    boolean leads() {
        return leads;
    }
}

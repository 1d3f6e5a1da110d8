package io.confab.stomp;

/** One connection's subscription to one topic. It is pending until the check is through; guarded by its topic. */
final class Subscription {

    private final String id;
    private final Connection connection;
    private final Topic topic;
    private final long account;

    Subscription(String id, Connection connection, Topic topic, long account) {
        this.id = id;
        this.connection = connection;
        this.topic = topic;
        this.account = account;
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
}

package io.confab.stomp;

import java.util.List;

import io.confab.shared.ErrorCode;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.socket.CloseStatus;

/** Stands where Spring puts its own broker: answers CONNECT, keeps the node's subscriptions and ends them. */
class BrokerHandler extends AbstractBrokerMessageHandler {

    /** A frame is made for each different id, so one connection gets only a few for one destination. */
    private static final int SAME_DESTINATION = 4;

    private final ConnectionRegistry connections;
    private final Topics topics;
    private final FanOut fanOut;
    private final Following following;
    private final SingletonSupplier<List<SubscriptionGuard>> guards;
    private final StompLimits limits;

    BrokerHandler(
            SubscribableChannel inbound,
            MessageChannel outbound,
            SubscribableChannel broker,
            ConnectionRegistry connections,
            Topics topics,
            FanOut fanOut,
            Following following,
            ObjectProvider<SubscriptionGuard> guards,
            StompLimits limits) {
        super(inbound, outbound, broker);
        this.connections = connections;
        this.topics = topics;
        this.fanOut = fanOut;
        this.following = following;
        this.guards = SingletonSupplier.of(() -> guards.stream().toList());
        this.limits = limits;
    }

    @Override
    protected void handleMessageInternal(Message<?> message) {
        var headers = SimpMessageHeaderAccessor.wrap(message);
        var connection = connections.find(headers.getSessionId());
        var type = headers.getMessageType();
        if (connection == null || type == null) {
            return;
        }
        switch (type) {
            case CONNECT -> connected(connection, message);
            case SUBSCRIBE -> subscribeOrRefuse(connection, message);
            case UNSUBSCRIBE -> unsubscribe(connection, message);
            case DISCONNECT -> disconnect(connection, message);
            default -> {
                // SEND is for the controllers, and a heart-beat was noted when it arrived.
            }
        }
    }

    /** An exception that left here would end the connection. */
    private void subscribeOrRefuse(Connection connection, Message<?> message) {
        try {
            subscribe(connection, message);
        } catch (RuntimeException refused) {
            var receipt = FrameReceipt.of(message);
            if (receipt == null) {
                throw refused;
            }
            receipt.settle(null, refused);
        }
    }

    private void connected(Connection connection, Message<?> connect) {
        var headers = SimpMessageHeaderAccessor.create(SimpMessageType.CONNECT_ACK);
        headers.setSessionId(connection.id());
        headers.setHeader(SimpMessageHeaderAccessor.CONNECT_MESSAGE_HEADER, connect);
        var heartbeat = connection.heartbeat();
        headers.setHeader(
                SimpMessageHeaderAccessor.HEART_BEAT_HEADER,
                new long[] {heartbeat.server().toMillis(), heartbeat.client().toMillis()});
        getClientOutboundChannel().send(MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()));
    }

    private void subscribe(Connection connection, Message<?> message) {
        var headers = StompHeaderAccessor.wrap(message);
        var destination =
                Destination.parse(String.valueOf(headers.getDestination())).orElseThrow();
        var signedIn = connection.signedIn();
        if (destination.kind() == Destination.Kind.APP || signedIn == null) {
            return; // answered once, by a controller
        }
        var id = headers.getSubscriptionId();
        if (id == null) {
            throw ErrorCode.MALFORMED.because("A subscription needs an id.");
        }
        var guard = guards.obtain().stream()
                .filter(g -> g.guards(destination))
                .findFirst()
                .orElseThrow(() -> ErrorCode.UNKNOWN_DESTINATION.because("There is no such destination."));
        requireRoomFor(destination, connection);
        var subscription = topics.register(id, connection, destination, signedIn.account());
        if (connection.subscriptions().putIfAbsent(id, subscription) != null) {
            topics.end(subscription);
            throw ErrorCode.INVALID.because("There is a subscription with this id already.");
        }
        try {
            guard.check(destination, signedIn);
            if (!fanOut.activate(subscription)) {
                throw ErrorCode.FORBIDDEN.because("The right to subscribe ended meanwhile.");
            }
            following.begin(subscription);
        } catch (RuntimeException refused) {
            connection.subscriptions().remove(id, subscription);
            topics.end(subscription);
            throw refused;
        }
        if (connection.isEnded() || connections.find(connection.id()) == null) {
            topics.end(subscription); // the connection ended while it subscribed
        }
    }

    private void requireRoomFor(Destination destination, Connection connection) {
        var subscriptions = connection.subscriptions().values();
        if (subscriptions.size() >= limits.subscriptionsPerConnection()) {
            throw ErrorCode.TOO_MANY_SUBSCRIPTIONS.because(
                    "At most " + limits.subscriptionsPerConnection() + " subscriptions of one connection.");
        }
        long same = subscriptions.stream()
                .filter(subscription -> subscription.topic().destination().equals(destination))
                .count();
        if (same >= SAME_DESTINATION) {
            throw ErrorCode.TOO_MANY_SUBSCRIPTIONS.because(
                    "At most " + SAME_DESTINATION + " subscriptions of one connection to one destination.");
        }
    }

    private void unsubscribe(Connection connection, Message<?> message) {
        var id = SimpMessageHeaderAccessor.getSubscriptionId(message.getHeaders());
        var subscription = id == null ? null : connection.subscriptions().remove(id);
        if (subscription != null) {
            topics.end(subscription);
        }
    }

    /** A client's good-bye. Nothing more reaches it but the receipt that it asked for. */
    private void disconnect(Connection connection, Message<?> message) {
        connection.saidGoodBye();
        connections.silence(connection);
        connection.subscriptions().clear();
        var receipt = FrameReceipt.of(message);
        if (receipt != null) {
            receipt.settle(null, null);
        }
        connection.outbound().close(CloseStatus.NORMAL);
    }
}

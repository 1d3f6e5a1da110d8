package io.confab.stomp;

import java.util.concurrent.Executor;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.websocket.Session;
import org.springframework.http.HttpHeaders;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

/** Where sockets come in: gives each its connection, notes every sign of life, and takes the connection away. */
class StompWebSocketHandler extends SubProtocolWebSocketHandler {

    private final ConnectionRegistry connections;
    private final Writers writers;
    private final StompLimits limits;
    private final Executor blockingWrites;
    private final Ticker ticker;

    StompWebSocketHandler(
            MessageChannel inbound,
            SubscribableChannel outbound,
            ConnectionRegistry connections,
            Writers writers,
            StompLimits limits,
            Executor blockingWrites,
            Ticker ticker) {
        super(inbound, outbound);
        this.connections = connections;
        this.writers = writers;
        this.limits = limits;
        this.blockingWrites = blockingWrites;
        this.ticker = ticker;
    }

    @Override
    protected WebSocketSession decorateSession(WebSocketSession socket) {
        var outbound =
                new Outbound(writer(socket), writers, limits.outboundQueue().toBytes());
        var userAgent = socket.getHandshakeHeaders().getFirst(HttpHeaders.USER_AGENT);
        connections.add(new Connection(socket, outbound, userAgent, ticker.read()));
        return new OutboundSession(socket, outbound);
    }

    private FrameWriter writer(WebSocketSession socket) {
        // SockJS has a framing of its own, over WebSocket too, which only its session writes.
        if (socket instanceof NativeWebSocketSession nativeSocket && !(socket instanceof SockJsSession)) {
            var session = nativeSocket.getNativeSession(Session.class);
            if (session != null) {
                return new TomcatWriter(socket, session);
            }
        }
        return new BlockingWriter(socket, blockingWrites);
    }

    /** Noted here and not further in, so that a busy server does not take a client for silent. */
    @Override
    public void handleMessage(WebSocketSession socket, WebSocketMessage<?> message) throws Exception {
        var connection = connections.find(socket.getId());
        if (connection == null) {
            super.handleMessage(socket, message);
            return;
        }
        connection.heard(ticker.read());
        if (message instanceof PongMessage) {
            return; // a sign of life and no more, also while a frame is being handled
        }
        // Over SockJS two requests of one session may come at once.
        connection.lock().lock();
        try {
            super.handleMessage(socket, message);
        } finally {
            connection.heard(ticker.read());
            connection.lock().unlock();
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) throws Exception {
        connections.remove(socket.getId(), status, ticker.read());
        super.afterConnectionClosed(socket, status);
    }

    @Override
    public boolean supportsPartialMessages() {
        return true;
    }
}

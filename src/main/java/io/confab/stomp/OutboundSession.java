package io.confab.stomp;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/** A session as Spring's STOMP code sees it: what that writes goes through the connection's queue like all the rest. */
final class OutboundSession extends WebSocketSessionDecorator {

    private final Outbound outbound;

    OutboundSession(WebSocketSession socket, Outbound outbound) {
        super(socket);
        this.outbound = outbound;
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        if (message instanceof TextMessage text) {
            outbound.send(text.asBytes());
        } else {
            throw new IllegalArgumentException("Frames are text");
        }
    }

    @Override
    public void close() {
        close(CloseStatus.NORMAL);
    }

    @Override
    public void close(CloseStatus status) {
        outbound.close(status);
    }

    /*
     * Messages arrive in parts and the STOMP decoder has the limit, so Spring need not enlarge the container's buffer
     * of every connection to hold a whole one.
     */
    @Override
    public int getTextMessageSizeLimit() {
        return Integer.MAX_VALUE;
    }
}

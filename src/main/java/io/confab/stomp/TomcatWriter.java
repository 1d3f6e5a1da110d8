package io.confab.stomp;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** Writes to a WebSocket without blocking: a stalled reader costs memory until it is closed, never a thread. */
final class TomcatWriter implements FrameWriter, SendHandler {

    // Tomcat answers a ping, and sends CLOSE, with a blocking send of up to 20 s, and waits 30 s for the answer to
    // CLOSE (org.apache.tomcat.websocket.Constants). A reader that takes nothing is not worth a thread for so long.
    private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final String CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";
    private static final long PONG_MILLIS = 5_000;
    private static final long CLOSE_MILLIS = 500;

    private final WebSocketSession socket;
    private final Session session;
    private final Map<String, Object> properties;
    // There is one write at a time. Written before it begins; whoever is told of its end was started by it.
    private Consumer<@Nullable Throwable> done = nobody -> {};

    TomcatWriter(WebSocketSession socket, Session session) {
        this.socket = socket;
        this.session = session;
        // Kept, as a session that has closed gives it out no more.
        this.properties = session.getUserProperties();
        properties.put(BLOCKING_SEND_TIMEOUT, PONG_MILLIS);
        properties.put(CLOSE_TIMEOUT, CLOSE_MILLIS);
    }

    @Override
    public void write(byte[] text, Consumer<@Nullable Throwable> done) {
        this.done = done;
        Completions.begin();
        EncodedText.send(session.getAsyncRemote(), text, this);
        Completions.end();
    }

    @Override
    public void ping(Consumer<@Nullable Throwable> done) {
        this.done = done;
        Completions.begin();
        EncodedText.ping(session.getAsyncRemote(), this);
        Completions.end();
    }

    @Override
    public void onResult(SendResult result) {
        done.accept(result.isOK() ? null : result.getException());
    }

    @Override
    public void close(CloseStatus status) {
        properties.put(BLOCKING_SEND_TIMEOUT, CLOSE_MILLIS);
        try {
            socket.close(status);
        } catch (IOException | RuntimeException alreadyGone) {
            // The connection ends either way, and its end is reported by the container.
        }
    }
}

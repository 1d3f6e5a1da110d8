package io.confab.stomp;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** Writes to a session whose writes block (SockJS over HTTP), on threads that nobody else needs. */
final class BlockingWriter implements FrameWriter {

    private final WebSocketSession socket;
    private final Executor executor;

    BlockingWriter(WebSocketSession socket, Executor executor) {
        this.socket = socket;
        this.executor = executor;
    }

    @Override
    public void write(byte[] text, Consumer<@Nullable Throwable> done) {
        try {
            executor.execute(() -> done.accept(send(text)));
        } catch (RejectedExecutionException shuttingDown) {
            done.accept(shuttingDown);
        }
    }

    @Override
    public void ping(Consumer<@Nullable Throwable> done) {
        done.accept(null);
    }

    private @Nullable Throwable send(byte[] text) {
        try {
            socket.sendMessage(new TextMessage(text));
            return null;
        } catch (IOException | RuntimeException failure) {
            return failure;
        }
    }

    /** Waits for the write that is under way, so it takes such a thread too. */
    @Override
    public void close(CloseStatus status) {
        try {
            executor.execute(() -> closeBlocking(status));
        } catch (RejectedExecutionException shuttingDown) {
            // The container closes what is left.
        }
    }

    private void closeBlocking(CloseStatus status) {
        try {
            socket.close(status);
        } catch (IOException | RuntimeException alreadyGone) {
            // The connection ends either way, and its end is reported by the container.
        }
    }
}

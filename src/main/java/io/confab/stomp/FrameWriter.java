package io.confab.stomp;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/**
 * How text leaves over one transport. {@link Outbound} sees to it that there is one write at a time; a writer sees to it
 * that a reader who reads nothing holds no thread that others need.
 */
interface FrameWriter {

    /** Starts to write UTF-8, which is shared and never changed; {@code done} is called once, with null when the transport has taken all of it. */
    void write(byte[] text, Consumer<@Nullable Throwable> done);

    /** The same with a WebSocket ping. A transport that has none does nothing, at once. */
    void ping(Consumer<@Nullable Throwable> done);

    /** Closes politely. May block for a moment, when the reader does not take the close frame. */
    void close(CloseStatus status);
}

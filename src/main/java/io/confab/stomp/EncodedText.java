package io.confab.stomp;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import org.apache.tomcat.websocket.WsRemoteEndpointBase;
import org.apache.tomcat.websocket.WsRemoteEndpointImplBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a text message that is UTF-8 already, so that what goes to many is encoded once. Thread-safe. */
final class EncodedText {

    /*
     * The WebSocket API takes text as String only, and Tomcat (11) encodes it anew for each receiver, 8 KiB and a socket
     * write at a time. Below that it has one method for text and binary, which takes bytes and writes them as one frame:
     * WsRemoteEndpointImplBase.startMessage. It is not public. Where a later Tomcat has it no more, all is sent by the
     * API, which is slower and otherwise the same; a test notices.
     */

    private static final Logger LOG = LoggerFactory.getLogger(EncodedText.class);

    /** RFC 6455, 5.2. */
    private static final byte TEXT = 1;

    private static final byte PING = 9;

    private static final @Nullable MethodHandle START = start();

    private EncodedText() {}

    private static @Nullable MethodHandle start() {
        try {
            var lookup = MethodHandles.lookup();
            var base = MethodHandles.privateLookupIn(WsRemoteEndpointBase.class, lookup)
                    .findGetter(WsRemoteEndpointBase.class, "base", WsRemoteEndpointImplBase.class);
            var start = MethodHandles.privateLookupIn(WsRemoteEndpointImplBase.class, lookup)
                    .findVirtual(
                            WsRemoteEndpointImplBase.class,
                            "startMessage",
                            MethodType.methodType(
                                    void.class, byte.class, ByteBuffer.class, boolean.class, SendHandler.class));
            return MethodHandles.filterArguments(start, 0, base);
        } catch (ReflectiveOperationException changed) {
            LOG.warn("Tomcat has changed: text is encoded once for each receiver ({})", changed.toString());
            return null;
        }
    }

    static boolean isSupported() {
        return START != null;
    }

    /** As {@link RemoteEndpoint.Async#sendText(String, SendHandler)}; the bytes are shared and must never change. */
    static void send(RemoteEndpoint.Async remote, byte[] utf8, SendHandler done) {
        if (START == null || !(remote instanceof WsRemoteEndpointBase tomcats)) {
            remote.sendText(new String(utf8, StandardCharsets.UTF_8), done);
            return;
        }
        start(START, tomcats, TEXT, utf8, done);
    }

    /** A ping that holds no thread: the API has one that waits until the reader takes it. */
    static void ping(RemoteEndpoint.Async remote, SendHandler done) {
        if (START == null || !(remote instanceof WsRemoteEndpointBase tomcats)) {
            pingBlocking(remote, done);
            return;
        }
        start(START, tomcats, PING, new byte[0], done);
    }

    private static void pingBlocking(RemoteEndpoint remote, SendHandler done) {
        try {
            remote.sendPing(ByteBuffer.allocate(0));
            done.onResult(new SendResult());
        } catch (IOException | RuntimeException failure) {
            done.onResult(new SendResult(failure));
        }
    }

    private static void start(
            MethodHandle start, WsRemoteEndpointBase tomcats, byte opCode, byte[] payload, SendHandler done) {
        try {
            start.invokeExact(tomcats, opCode, ByteBuffer.wrap(payload), true, done);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("Declares no other", impossible);
        }
    }
}

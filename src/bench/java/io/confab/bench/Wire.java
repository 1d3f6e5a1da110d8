package io.confab.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/** A WebSocket, as much of RFC 6455 as a client that sends text needs. */
abstract class Wire implements Loop.Socket {

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CONTINUATION = 0;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;
    private static final byte[] NOTHING = {};
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    final Loop loop;

    private final byte[] header = new byte[14];
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Deque<ByteBuffer> unsent;
    private boolean upgraded;
    private int headerLength;
    private int opcode;
    private long remaining;
    /** The beginning of what has not come whole: of the answer to the handshake, of a STOMP frame, of a ping. */
    private byte[] begun = NOTHING;

    private int begunLength;
    private byte[] control = NOTHING;

    Wire(Loop loop) {
        this.loop = loop;
    }

    abstract String request();

    /** The WebSocket is open. */
    abstract void opened();

    /** Reads what it can of these bytes and returns where the rest begins, which comes again with more behind it. */
    abstract int received(byte[] bytes, int from, int to);

    abstract void closed(String reason);

    /** @param source an address of this machine's loopback network: each has its own range of ports */
    final void connect(String source, int port) {
        upgraded = false;
        headerLength = 0;
        remaining = 0;
        begun = NOTHING;
        begunLength = 0;
        unsent = null;
        try {
            var opening = SocketChannel.open();
            channel = opening;
            opening.configureBlocking(false);
            opening.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opening.bind(new InetSocketAddress(source, 0));
            key = loop.register(opening, SelectionKey.OP_CONNECT, this);
            opening.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException failure) {
            end("not connected: " + failure.getMessage());
        }
    }

    /** As if the cable was pulled, except that the server is told. */
    final void cut() {
        var cutting = channel;
        channel = null;
        if (cutting != null) {
            try {
                cutting.setOption(StandardSocketOptions.SO_LINGER, 0);
                cutting.close();
            } catch (IOException gone) {
                // Which is what was wanted.
            }
        }
    }

    final boolean isOpen() {
        return channel != null;
    }

    final void send(byte[] text) {
        send(TEXT, text, text.length);
    }

    @Override
    public final void ready(SelectionKey ready) {
        var open = channel;
        if (open == null || !ready.isValid()) {
            return;
        }
        try {
            if (ready.isConnectable()) {
                open.finishConnect();
                ready.interestOps(SelectionKey.OP_READ);
                write(ByteBuffer.wrap(request().getBytes(StandardCharsets.US_ASCII)));
                return;
            }
            if (ready.isWritable()) {
                writeUnsent(open, ready);
            }
            if (ready.isReadable()) {
                read(open);
            }
        } catch (IOException failure) {
            end("broken: " + failure.getMessage());
        }
    }

    private void read(SocketChannel open) throws IOException {
        var buffer = loop.buffer;
        buffer.clear();
        int length = open.read(buffer);
        if (length < 0) {
            end("closed by the server");
            return;
        }
        buffer.flip().get(loop.bytes, 0, length);
        if (upgraded) {
            unframe(loop.bytes, 0, length);
        } else {
            readAnswer(loop.bytes, length);
        }
    }

    private void readAnswer(byte[] bytes, int length) {
        keep(bytes, 0, length);
        for (int at = 0; at + END_OF_HEAD.length <= begunLength; at++) {
            if (Arrays.equals(begun, at, at + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                var answer = new String(begun, 0, at, StandardCharsets.US_ASCII);
                if (!answer.startsWith("HTTP/1.1 101 ")) {
                    end("refused: " + answer.lines().findFirst().orElse(""));
                    return;
                }
                upgraded = true;
                var rest = Arrays.copyOfRange(begun, at + END_OF_HEAD.length, begunLength);
                begunLength = 0;
                opened();
                unframe(rest, 0, rest.length);
                return;
            }
        }
    }

    private void unframe(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && channel != null) {
            if (remaining == 0) {
                header[headerLength++] = bytes[at++];
                if (headerLength < 2 || headerLength < sizeOfHeader()) {
                    continue;
                }
                begin();
            }
            int piece = (int) Math.min(remaining, to - at);
            remaining -= piece;
            if (opcode == TEXT || opcode == BINARY || opcode == CONTINUATION) {
                data(bytes, at, at + piece);
            } else {
                control(bytes, at, piece);
            }
            at += piece;
        }
    }

    private int sizeOfHeader() {
        int length = header[1] & 0x7f;
        return length == EIGHT_BYTES ? 10 : length == TWO_BYTES ? 4 : 2;
    }

    private void begin() {
        opcode = header[0] & 0x0f;
        int size = sizeOfHeader();
        if (size == 2) {
            remaining = header[1] & 0x7f;
        } else {
            remaining = 0;
            for (int i = 2; i < size; i++) {
                remaining = remaining << 8 | header[i] & 0xff;
            }
        }
        headerLength = 0;
        control = NOTHING;
    }

    private void data(byte[] bytes, int from, int to) {
        if (begunLength == 0) {
            int rest = received(bytes, from, to);
            if (rest < to) {
                keep(bytes, rest, to);
            }
            return;
        }
        keep(bytes, from, to);
        int rest = received(begun, 0, begunLength);
        begunLength -= rest;
        System.arraycopy(begun, rest, begun, 0, begunLength);
        if (begunLength == 0) {
            begun = NOTHING;
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        int needed = begunLength + to - from;
        if (begun.length < needed) {
            begun = Arrays.copyOf(begun, Math.max(needed, 2 * begun.length));
        }
        System.arraycopy(bytes, from, begun, begunLength, to - from);
        begunLength = needed;
    }

    private void control(byte[] bytes, int from, int length) {
        int before = control.length;
        control = Arrays.copyOf(control, before + length);
        System.arraycopy(bytes, from, control, before, length);
        if (remaining > 0) {
            return;
        }
        if (opcode == PING) {
            send(PONG, control, control.length);
        } else if (opcode == CLOSE) {
            int code = control.length < 2 ? 0 : (control[0] & 0xff) << 8 | control[1] & 0xff;
            end("closed by the server with " + code);
        }
    }

    private void send(int kind, byte[] payload, int length) {
        if (channel == null) {
            return;
        }
        var frame = ByteBuffer.allocate(14 + length);
        frame.put((byte) (FIN | kind));
        if (length <= SHORT) {
            frame.put((byte) (MASKED | length));
        } else {
            frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (int i = 0; i < length; i++) {
            frame.put((byte) (payload[i] ^ mask >>> 24 - 8 * (i & 3)));
        }
        write(frame.flip());
    }

    private void write(ByteBuffer data) {
        var open = channel;
        var registered = key;
        if (open == null || registered == null) {
            return;
        }
        try {
            var waiting = unsent;
            if (waiting == null) {
                open.write(data);
                if (!data.hasRemaining()) {
                    return;
                }
                waiting = new ArrayDeque<>();
                unsent = waiting;
                registered.interestOpsOr(SelectionKey.OP_WRITE);
            }
            waiting.add(data);
        } catch (IOException failure) {
            end("broken: " + failure.getMessage());
        }
    }

    private void writeUnsent(SocketChannel open, SelectionKey ready) throws IOException {
        var waiting = unsent;
        while (waiting != null && !waiting.isEmpty()) {
            open.write(waiting.element());
            if (waiting.element().hasRemaining()) {
                return;
            }
            waiting.remove();
        }
        unsent = null;
        ready.interestOps(SelectionKey.OP_READ);
    }

    private void end(String reason) {
        cut();
        closed(reason);
    }

    /** The head of an upgrade to WebSocket. */
    static String upgrade(String path, int port) {
        var nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: v12.stomp"
                + "\r\nSec-WebSocket-Key: " + Base64.getEncoder().encodeToString(nonce) + "\r\n\r\n";
    }
}

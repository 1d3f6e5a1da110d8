package io.confab;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that connects, reads all that comes and never says another word: it answers no ping either. */
final class MuteClient implements AutoCloseable {

    private static final int TEXT = 0x81;
    private static final int MASKED_LENGTH_OF_TWO_BYTES = 0x80 | 126;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;
    private int pings;

    MuteClient(int port, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        write("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        connect("CONNECT\naccept-version:1.2\nhost:confab\nheart-beat:0,0\nAuthorization:Bearer " + token + "\n\n\0");
    }

    private void connect(String frame) throws IOException {
        var payload = frame.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        bytes.write(TEXT);
        bytes.write(MASKED_LENGTH_OF_TWO_BYTES);
        bytes.write(payload.length >> 8);
        bytes.write(payload.length);
        bytes.writeBytes(new byte[4]); // a mask of zeros
        bytes.writeBytes(payload);
        socket.getOutputStream().write(bytes.toByteArray());
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads until the server closes, and returns the code. */
    int closeCode() throws IOException {
        while (true) {
            int opCode = in.readUnsignedByte() & 0xF;
            int length = in.readUnsignedByte();
            var payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
            if (opCode == PING) {
                pings++;
            } else if (opCode == CLOSE) {
                return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
            }
        }
    }

    int pings() {
        return pings;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

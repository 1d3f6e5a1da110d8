package io.confab.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One GET over a connection of its own, as of somebody who has just come. */
final class Fetch implements Loop.Socket {

    private final Loop loop;
    private final SocketChannel channel;
    private final ByteBuffer request;
    private final Consumer<String> done;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    /** @param done gets the whole answer, from its status line on, or what went wrong */
    static void get(Loop loop, String source, int port, String path, String token, Consumer<String> done) {
        try {
            var channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(source, 0));
            var fetch = new Fetch(
                    loop,
                    channel,
                    "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token
                            + "\r\nConnection: close\r\n\r\n",
                    done);
            loop.register(channel, SelectionKey.OP_CONNECT, fetch);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException failure) {
            done.accept("not connected: " + failure.getMessage());
        }
    }

    private Fetch(Loop loop, SocketChannel channel, String request, Consumer<String> done) {
        this.loop = loop;
        this.channel = channel;
        this.request = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        this.done = done;
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                channel.write(request);
                key.interestOps(SelectionKey.OP_READ);
            } else {
                read();
            }
        } catch (IOException failure) {
            finish("broken: " + failure.getMessage());
        }
    }

    private void read() throws IOException {
        loop.buffer.clear();
        int length = channel.read(loop.buffer);
        if (length < 0) {
            finish(answer.toString(StandardCharsets.UTF_8));
            return;
        }
        loop.buffer.flip().get(loop.bytes, 0, length);
        answer.write(loop.bytes, 0, length);
    }

    private void finish(String text) {
        try {
            channel.close();
        } catch (IOException gone) {
            // Which is what was wanted.
        }
        done.accept(text);
    }
}

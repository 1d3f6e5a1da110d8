package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One thread that serves many sockets, and the room for what it reads. */
final class Loop implements Runnable {

    private static final int BUFFER = 256 * 1024;
    private static final long LOOK_UP_MILLIS = 100;

    final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    final byte[] bytes = new byte[BUFFER];
    final FrameReader reader = new FrameReader();

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Runnable> everyRound = new ArrayList<>();

    Loop() {
        try {
            selector = Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Something that has a socket. */
    interface Socket {

        void ready(SelectionKey key);
    }

    SelectionKey register(SocketChannel channel, int interests, Socket socket) throws IOException {
        return channel.register(selector, interests, socket);
    }

    /** Has this done by the loop's thread, at once. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Has this done by the loop's thread whenever it has served its sockets, ten times a second at least. */
    void everyRound(Runnable task) {
        everyRound.add(task);
    }

    @Override
    public void run() {
        while (true) {
            try {
                selector.select(Loop::serve, LOOK_UP_MILLIS);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            for (int i = 0; i < everyRound.size(); i++) {
                everyRound.get(i).run();
            }
        }
    }

    private static void serve(SelectionKey key) {
        ((Socket) key.attachment()).ready(key);
    }
}

package io.confab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/** Stands between a node and its broker, or its clients, and lets the network fail: cut, slow, or open and silent. */
final class BrokerProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final boolean framed;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean silent;
    private volatile boolean refusing;
    private volatile long delayMillis;
    private volatile @Nullable Random chance;

    /** Before a broker. */
    BrokerProxy(int target) {
        this(target, true);
    }

    /** Before a node: what passes are no frames of a broker. */
    static BrokerProxy beforeNode(int port) {
        return new BrokerProxy(port, false);
    }

    private BrokerProxy(int target, boolean framed) {
        this.target = target;
        this.framed = framed;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Ends every connection; new ones are let through. */
    void cut() {
        sockets.forEach(BrokerProxy::close);
        sockets.clear();
    }

    /** From now on no connection is let through. */
    void refuse(boolean refuse) {
        refusing = refuse;
        if (refuse) {
            cut();
        }
    }

    /** Whether the connections stay open and nothing passes: neither side is told. */
    void silence(boolean silence) {
        lock.lock();
        try {
            silent = silence;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How long each piece is held up on its way. */
    void delay(long millis) {
        delayMillis = millis;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (refusing) {
                    close(client);
                    continue;
                }
                sockets.add(client);
                var broker = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(broker);
                threads.execute(() -> copy(client, broker, bytes -> bytes));
                threads.execute(() -> copy(broker, client, framed ? new FrameMeddler() : bytes -> bytes));
            } catch (IOException brokerIsAway) {
                cut();
            }
        }
    }

    /** From now on frames of the broker are dropped, repeated and put into another order; null: no more. */
    void meddle(@Nullable Random random) {
        chance = random;
    }

    private void copy(Socket from, Socket to, UnaryOperator<byte[]> meddler) {
        var buffer = new byte[64 * 1024];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                pass();
                to.getOutputStream().write(meddler.apply(Arrays.copyOf(buffer, read)));
            }
        } catch (IOException | InterruptedException ended) {
            // Both sides hear of it below.
        }
        close(from);
        close(to);
    }

    /** Looks at whole frames: what a node hears ends each with a NUL and has none within. */
    private final class FrameMeddler implements UnaryOperator<byte[]> {

        private static final int DROPPED = 1;
        private static final int REPEATED = 2;
        private static final int LATE = 3;

        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private byte[] late = {};

        @Override
        public byte[] apply(byte[] bytes) {
            var out = new ByteArrayOutputStream();
            for (var next : bytes) {
                begun.write(next);
                if (next == 0) {
                    out.writeBytes(meddle(begun.toByteArray()));
                    begun.reset();
                } else if (next == '\n' && begun.size() == 1) {
                    out.write(next); // a heart-beat, or the end of a line between frames
                    begun.reset();
                }
            }
            return out.toByteArray();
        }

        private byte[] meddle(byte[] frame) {
            var random = chance;
            boolean message = new String(frame, StandardCharsets.ISO_8859_1).startsWith("MESSAGE");
            var out = new ByteArrayOutputStream();
            switch (random == null || !message ? 0 : random.nextInt(8)) {
                case DROPPED -> {}
                case REPEATED -> {
                    out.writeBytes(frame);
                    out.writeBytes(frame);
                }
                case LATE -> {
                    var before = late;
                    late = frame;
                    return before;
                }
                default -> out.writeBytes(frame);
            }
            out.writeBytes(late);
            late = new byte[] {};
            return out.toByteArray();
        }
    }

    private void pass() throws InterruptedException {
        lock.lock();
        try {
            while (silent) {
                changed.await();
            }
            if (delayMillis > 0) {
                changed.await(delayMillis, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // It is closed.
        }
    }

    @Override
    public void close() {
        close(server);
        cut();
        threads.shutdownNow();
    }

    private static void close(ServerSocket server) {
        try {
            server.close();
        } catch (IOException closed) {
            // It is closed.
        }
    }
}

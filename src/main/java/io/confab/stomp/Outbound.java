package io.confab.stomp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/**
 * The one way out of a connection: every frame goes through this bounded queue, in order, and everything that waits
 * leaves in as few writes as possible. Putting something in never blocks. Thread-safe.
 */
final class Outbound {

    /*
     * What decides the cost of a delivery is the number of socket writes, so a turn takes many frames at once. Clients
     * have to take larger messages than this anyway: the opening of a room is one.
     */
    static final int BYTES_PER_WRITE = 32 * 1024;

    /** A large frame is one write, whose progress cannot be seen: it gets the time that 32 000 bytes a second take. */
    private static final long NANOS_PER_BYTE = 1_000_000_000L / 32_000;

    /** Who takes a write within this time keeps up. */
    private static final long LAG_NANOS = 1_000_000_000L;

    private static final byte[] HEART_BEAT = {'\n'};

    /** Stands for a ping where the bytes of a write would be; what a ping takes on the wire. */
    private static final byte[] PING = new byte[2];

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final FrameWriter writer;
    private final Writers writers;
    private final long capacity;
    // Frames as bytes, or a Latest whose bytes may be replaced while it waits.
    private final Queue<Object> waiting = new ArrayDeque<>();
    private final Map<Object, Latest> latest = new HashMap<>();
    private final Consumer<@Nullable Throwable> written = this::written;
    private State state = State.OPEN;
    private @Nullable CloseStatus closeStatus;
    private long pendingBytes;
    private int bytesInFlight;
    private boolean scheduled;
    private boolean pingDue;
    private boolean lagging;
    private long stateSince;
    private long writingSince;
    private long wroteAt;

    /** Set while this waits for a writer's turn; read by {@link Writers} to know how far the writers are behind. */
    volatile long scheduledAt;

    Outbound(FrameWriter writer, Writers writers, long capacity) {
        this.writer = writer;
        this.writers = writers;
        this.capacity = capacity;
        this.wroteAt = writers.now();
    }

    /** What waits where only the newest counts. */
    private static final class Latest {
        final Object stream;
        byte[] frame;

        Latest(Object stream, byte[] frame) {
            this.stream = stream;
            this.frame = frame;
        }
    }

    /**
     * Sends a frame that makes the one before it of the same stream worthless: if that waits still, this one leaves in its
     * place. So a reader that is behind has one value of a stream to read, and not all of them.
     */
    void sendLatest(Object stream, byte[] frame) {
        synchronized (this) {
            var before = latest.get(stream);
            if (state == State.OPEN && before != null) {
                addPending(frame.length - before.frame.length);
                before.frame = frame;
                return;
            }
        }
        send(frame, stream);
    }

    /** Sends one or several whole frames as UTF-8, which is shared and never changed. Nothing happens once closing. */
    void send(byte[] frames) {
        send(frames, null);
    }

    private void send(byte[] frames, @Nullable Object stream) {
        boolean schedule;
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            if (pendingBytes > 0 && pendingBytes + frames.length > writers.share(capacity, pendingBytes)) {
                writers.tooSlow();
                schedule = beginClose(CloseCode.TOO_SLOW.status());
            } else {
                enqueue(frames, stream);
                addPending(frames.length);
                schedule = claimTurn();
            }
        }
        if (schedule) {
            writers.schedule(this);
        }
    }

    /** Sends a heart-beat if nothing was sent for {@code interval} nanoseconds. */
    void beat(long intervalNanos) {
        boolean due;
        synchronized (this) {
            due = !scheduled && waiting.isEmpty() && writers.now() - wroteAt >= intervalNanos;
        }
        if (due) {
            send(HEART_BEAT);
        }
    }

    /** Asks the client for a sign of life, ahead of what waits. */
    void ping() {
        boolean schedule;
        synchronized (this) {
            pingDue = state == State.OPEN;
            schedule = pingDue && claimTurn();
        }
        if (schedule) {
            writers.schedule(this);
        }
    }

    /** Closes once what waits has left, or when it does not leave in time. */
    void close(CloseStatus status) {
        boolean schedule;
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
            stateSince = writers.now();
            closeStatus = status;
            schedule = claimTurn();
        }
        if (schedule) {
            writers.schedule(this);
        }
    }

    /** Closes without sending what waits: for one who must get nothing more, or takes nothing. */
    void closeNow(CloseStatus status) {
        boolean schedule;
        synchronized (this) {
            schedule = state == State.OPEN && beginClose(status);
        }
        if (schedule) {
            writers.schedule(this);
        }
    }

    /** The connection is gone. */
    synchronized void gone() {
        state = State.CLOSED;
        forgetWaiting();
        addPending(-pendingBytes);
    }

    /**
     * Ends what makes no progress: a reader that did not take a write for {@code stallNanos} is told so when it reads
     * again, and is cut off when it does not do that either. That a writer's turn is late is not the reader's fault.
     */
    void sweep(long stallNanos, long closeGraceNanos) {
        boolean stalled;
        synchronized (this) {
            long now = writers.now();
            long due = stallNanos + bytesInFlight * NANOS_PER_BYTE;
            stalled = state == State.OPEN && bytesInFlight > 0 && now - writingSince > due;
            if (state == State.CLOSING && now - stateSince > closeGraceNanos) {
                finish();
            }
        }
        if (stalled) {
            writers.tooSlow();
            closeNow(CloseCode.TOO_SLOW.status());
        }
    }

    /** How far the reader is behind, or null if it keeps up: what goes out in one write is no lag yet. */
    synchronized @Nullable Lag lag() {
        long stalled = bytesInFlight == 0 ? 0 : writers.now() - writingSince;
        boolean behind = pendingBytes > BYTES_PER_WRITE || stalled >= LAG_NANOS;
        return behind ? new Lag(pendingBytes, Duration.ofNanos(stalled)) : null;
    }

    /** A writer's turn: takes what waits, up to a write's worth. */
    void turn(Joiner joiner) {
        byte @Nullable [] text;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            text = takePing() ? PING : take(joiner);
            if (text == null) {
                if (state == State.CLOSING) {
                    finish();
                }
                scheduled = false;
                return;
            }
            bytesInFlight = text.length;
            writingSince = writers.now();
        }
        try {
            if (text == PING) {
                writer.ping(written);
            } else {
                writer.write(text, written);
            }
        } catch (RuntimeException failure) {
            written(failure);
        }
    }

    private void written(@Nullable Throwable failure) {
        boolean again;
        synchronized (this) {
            long now = writers.now();
            wroteAt = now;
            if (state == State.CLOSED) {
                return;
            }
            addPending(-bytesInFlight);
            bytesInFlight = 0;
            if (failure != null) {
                forgetWaiting();
                addPending(-pendingBytes);
                state = State.CLOSING;
                closeStatus = closeStatus == null ? CloseCode.TOO_SLOW.status() : closeStatus;
            }
            again = !waiting.isEmpty() || pingDue || state == State.CLOSING;
            scheduled = again;
        }
        if (again) {
            writers.schedule(this);
        }
    }

    private boolean takePing() {
        boolean taken = pingDue && state == State.OPEN;
        pingDue = false;
        if (taken) {
            addPending(PING.length);
        }
        return taken;
    }

    private void forgetWaiting() {
        waiting.clear();
        latest.clear();
    }

    private void enqueue(byte[] frames, @Nullable Object stream) {
        if (stream == null) {
            waiting.add(frames);
        } else {
            var newest = new Latest(stream, frames);
            latest.put(stream, newest);
            waiting.add(newest);
        }
    }

    private static byte[] bytes(Object waiting) {
        return waiting instanceof Latest newest ? newest.frame : (byte[]) waiting;
    }

    /** From now on it cannot be replaced any more. */
    private byte[] taken(Object waiting) {
        if (waiting instanceof Latest newest) {
            latest.remove(newest.stream);
        }
        return bytes(waiting);
    }

    private byte @Nullable [] take(Joiner joiner) {
        var next = waiting.peek();
        if (next == null) {
            return null;
        }
        do {
            waiting.remove();
            joiner.add(taken(next));
            next = waiting.peek();
        } while (next != null && joiner.length() + bytes(next).length <= BYTES_PER_WRITE);
        return joiner.join();
    }

    private boolean beginClose(CloseStatus status) {
        state = State.CLOSING;
        stateSince = writers.now();
        closeStatus = status;
        forgetWaiting();
        addPending(bytesInFlight - pendingBytes);
        return claimTurn();
    }

    private boolean claimTurn() {
        boolean claimed = !scheduled;
        scheduled = true;
        return claimed;
    }

    private void finish() {
        state = State.CLOSED;
        forgetWaiting();
        addPending(-pendingBytes);
        var status = closeStatus == null ? CloseStatus.NORMAL : closeStatus;
        writers.close(() -> writer.close(status));
    }

    private void addPending(long bytes) {
        pendingBytes += bytes;
        writers.pending(bytes);
        boolean now = pendingBytes > capacity / Writers.LAGGARD_SHARE;
        if (now != lagging) {
            lagging = now;
            writers.laggards(now ? 1 : -1);
        }
    }
}

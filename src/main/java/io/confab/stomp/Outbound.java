package io.confab.stomp;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;

/**
 * The one way out of a connection: every frame goes through this bounded queue, in order, and everything that waits
 * leaves in as few writes as possible. Putting something in never blocks. Thread-safe.
 */
final class Outbound {

    /*
     * What decides the cost of a delivery is the number of socket writes, so a turn takes many frames at once. Above
     * 8 KiB Tomcat splits a message into continuation frames with a write each, so a larger turn saves nothing.
     */
    static final int CHARS_PER_WRITE = 8000;

    /** A large frame is one write, whose progress cannot be seen: it gets the time that 32 000 characters a second take. */
    private static final long NANOS_PER_CHAR = 1_000_000_000L / 32_000;

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final FrameWriter writer;
    private final Writers writers;
    private final long capacity;
    private final Queue<String> waiting = new ArrayDeque<>();
    private State state = State.OPEN;
    private @Nullable CloseStatus closeStatus;
    private long pendingChars;
    private int charsInFlight;
    private boolean scheduled;
    private boolean lagging;
    private long stateSince;
    private long progressAt;
    private long wroteAt;

    /** Set while this waits for a writer's turn; read by {@link Writers} to know how far the writers are behind. */
    volatile long scheduledAt;

    Outbound(FrameWriter writer, Writers writers, long capacity) {
        this.writer = writer;
        this.writers = writers;
        this.capacity = capacity;
        this.wroteAt = writers.now();
    }

    /** Sends one or several whole frames. Nothing happens once the connection is closing. */
    void send(String frames) {
        boolean schedule;
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            if (pendingChars > 0 && pendingChars + frames.length() > writers.share(capacity, pendingChars)) {
                writers.tooSlow();
                schedule = beginClose(CloseCode.TOO_SLOW.status());
            } else {
                if (pendingChars == 0) {
                    progressAt = writers.now();
                }
                waiting.add(frames);
                addPending(frames.length());
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
            send("\n");
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
        waiting.clear();
        addPending(-pendingChars);
    }

    /**
     * Ends what makes no progress: a reader that took nothing for {@code stallNanos} while data waited is told so when it
     * reads again, and is cut off when it does not do that either.
     */
    void sweep(long stallNanos, long closeGraceNanos) {
        boolean stalled;
        synchronized (this) {
            long now = writers.now();
            long due = stallNanos + charsInFlight * NANOS_PER_CHAR;
            stalled = state == State.OPEN && pendingChars > 0 && now - progressAt > due;
            if (state == State.CLOSING && now - stateSince > closeGraceNanos) {
                finish();
            }
        }
        if (stalled) {
            writers.tooSlow();
            closeNow(CloseCode.TOO_SLOW.status());
        }
    }

    /** A writer's turn: takes what waits, up to a write's worth. */
    void turn() {
        String text;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            text = take();
            if (text == null) {
                if (state == State.CLOSING) {
                    finish();
                }
                scheduled = false;
                return;
            }
            charsInFlight = text.length();
        }
        try {
            writer.write(text, this::written);
        } catch (RuntimeException failure) {
            written(failure);
        }
    }

    private void written(@Nullable Throwable failure) {
        boolean again;
        synchronized (this) {
            long now = writers.now();
            progressAt = now;
            wroteAt = now;
            if (state == State.CLOSED) {
                return;
            }
            addPending(-charsInFlight);
            charsInFlight = 0;
            if (failure != null) {
                waiting.clear();
                addPending(-pendingChars);
                state = State.CLOSING;
                closeStatus = closeStatus == null ? CloseCode.TOO_SLOW.status() : closeStatus;
            }
            again = !waiting.isEmpty() || state == State.CLOSING;
            scheduled = again;
        }
        if (again) {
            writers.schedule(this);
        }
    }

    private @Nullable String take() {
        var first = waiting.poll();
        var next = waiting.peek();
        if (first == null || next == null || first.length() + next.length() > CHARS_PER_WRITE) {
            return first;
        }
        var text = new StringBuilder(CHARS_PER_WRITE).append(first);
        while (next != null && text.length() + next.length() <= CHARS_PER_WRITE) {
            text.append(next);
            waiting.remove();
            next = waiting.peek();
        }
        return text.toString();
    }

    private boolean beginClose(CloseStatus status) {
        state = State.CLOSING;
        stateSince = writers.now();
        closeStatus = status;
        waiting.clear();
        addPending(charsInFlight - pendingChars);
        return claimTurn();
    }

    private boolean claimTurn() {
        boolean claimed = !scheduled;
        scheduled = true;
        return claimed;
    }

    private void finish() {
        state = State.CLOSED;
        waiting.clear();
        addPending(-pendingChars);
        var status = closeStatus == null ? CloseStatus.NORMAL : closeStatus;
        writers.close(() -> writer.close(status));
    }

    private void addPending(long chars) {
        pendingChars += chars;
        writers.pending(chars);
        boolean now = pendingChars > capacity / Writers.LAGGARD_SHARE;
        if (now != lagging) {
            lagging = now;
            writers.laggards(now ? 1 : -1);
        }
    }
}

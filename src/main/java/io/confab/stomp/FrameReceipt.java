package io.confab.stomp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.confab.shared.ErrorCode;
import io.confab.shared.Outage;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/** Answers one frame, once: with its RECEIPT or with its refusal. */
final class FrameReceipt implements Receipt {

    /** The header under which a frame carries this through Spring's channels. */
    static final String HEADER = "confabReceipt";

    private static final Logger LOG = LoggerFactory.getLogger(FrameReceipt.class);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Connection connection;
    private final Message<?> frame;
    private final Refusals refusals;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile boolean deferred;

    FrameReceipt(Connection connection, Message<?> frame, Refusals refusals) {
        this.connection = connection;
        this.frame = frame;
        this.refusals = refusals;
    }

    static @Nullable FrameReceipt of(Message<?> message) {
        return message.getHeaders().get(HEADER, FrameReceipt.class);
    }

    /** By which connection the frame came. */
    @Nullable
    LiveSession session() {
        return connection.session();
    }

    /** Whoever handles the frame will settle it later. */
    FrameReceipt defer() {
        deferred = true;
        return this;
    }

    /** The handling is over; what was not deferred is answered now. */
    void handled() {
        if (!deferred) {
            settle(null, null);
        }
    }

    @Override
    public void settle(@Nullable Object result, @Nullable Throwable failure) {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        if (failure != null) {
            refusals.refuse(connection, frame, refusal(failure));
            return;
        }
        var receipt = StompHeaderAccessor.wrap(frame).getReceipt();
        if (receipt != null) {
            connection.outbound().send(Frame.receipt(receipt));
        }
    }

    private static Refusal refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (Outage.mayPass(cause)) {
                LOG.warn("The database cannot be asked: {}", cause.toString());
                return ErrorCode.UNAVAILABLE.because("Try again.").retryAfter(TRY_AGAIN);
            }
        }
        LOG.error("A frame could not be handled", failure);
        return ErrorCode.INTERNAL.because("Something went wrong; nothing was changed.");
    }
}

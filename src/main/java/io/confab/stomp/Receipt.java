package io.confab.stomp;

import org.jspecify.annotations.Nullable;

/**
 * The answer that a SEND waits for. A controller method that takes one as an argument promises to settle it; for a
 * method that does not, the frame is answered when the method returns.
 */
public interface Receipt {

    /**
     * Answers the frame: RECEIPT (if one was asked for) when {@code failure} is null, otherwise an error on
     * {@code /user/queue/errors}. Fits {@code CompletionStage.whenComplete}. Thread-safe; only the first call counts.
     */
    void settle(@Nullable Object result, @Nullable Throwable failure);
}

package io.confab.shared;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The server will not do what was asked, and everything is as it was. Answered as problem details over HTTP and on
 * {@code /user/queue/errors} over STOMP. It is an answer, not a fault: it carries no stack trace.
 */
public class Refusal extends RuntimeException {

    private final ErrorCode code;
    private final @Nullable Duration retryAfter;

    Refusal(ErrorCode code, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** The same refusal, with the time after which the same request may succeed. */
    public Refusal retryAfter(Duration duration) {
        return new Refusal(code, detail(), duration);
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** When to try again, or null when trying again will not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}

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
    private final @Nullable String field;
    private final boolean concealing;

    Refusal(ErrorCode code, String detail, @Nullable Duration retryAfter, @Nullable String field) {
        this(code, detail, retryAfter, field, false);
    }

    private Refusal(
            ErrorCode code, String detail, @Nullable Duration retryAfter, @Nullable String field, boolean concealing) {
        super(detail, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
        this.field = field;
        this.concealing = concealing;
    }

    /** The same refusal, with the time after which the same request may succeed. */
    public Refusal retryAfter(Duration duration) {
        return new Refusal(code, detail(), duration, field, concealing);
    }

    /** The same refusal, with the field of the request that it is about. */
    public Refusal at(String field) {
        return new Refusal(code, detail(), retryAfter, field, concealing);
    }

    /** The same refusal, of something that whoever asks may not know of: to act on it is forbidden, which they are not told. */
    public Refusal concealing() {
        return new Refusal(code, detail(), retryAfter, field, true);
    }

    /** Whether somebody tried what they may not do, be it that they are not told so. */
    public boolean isForbidden() {
        return code == ErrorCode.FORBIDDEN || code == ErrorCode.OUTRANKED || concealing;
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

    /** The field of the request that is not acceptable, or null when it is not about one. */
    public @Nullable String field() {
        return field;
    }
}

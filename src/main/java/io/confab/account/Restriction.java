package io.confab.account;

import java.time.Duration;
import java.time.Instant;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** What somebody may not do for a time, in a room or on the whole server. */
public enum Restriction {
    /** Says nothing: no posts, no edits, no typing. */
    MUTE(ErrorCode.MUTED, "You are muted."),
    /** Changes nothing. */
    READ_ONLY(ErrorCode.READ_ONLY, "You may only read."),
    /** Is not there. */
    BAN(ErrorCode.BANNED, "You are banned.");

    /** The end of what has no end: a time in the row, so that one comparison is enough. */
    public static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    private final ErrorCode code;
    private final String detail;

    Restriction(ErrorCode code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    /** @throws Refusal {@code muted}, {@code read-only} or {@code banned} while the time is to come, with when it is over */
    public void requireOver(@Nullable Instant until, Instant now) {
        if (isOn(until, now)) {
            throw refusal(until, now, detail);
        }
    }

    Refusal refusal(@Nullable Instant until, Instant now, String why) {
        var refusal = code.because(why);
        return until == null || !until.isBefore(FOREVER)
                ? refusal
                // Rounded up: who comes back then is not a moment too early.
                : refusal.retryAfter(Duration.between(now, until).plusMillis(999));
    }

    public static boolean isOn(@Nullable Instant until, Instant now) {
        return until != null && until.isAfter(now);
    }
}

package io.confab.notification;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.regex.Pattern;

import io.confab.shared.ErrorCode;
import jakarta.validation.constraints.NotNull;

/**
 * The time of each day when somebody is not to be disturbed. It may go over midnight.
 *
 * @param from     an hour and a minute, as is {@code to}
 * @param timeZone as the IANA names it
 */
record QuietHours(
        @NotNull String from, @NotNull String to, @NotNull String timeZone) {

    private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");
    private static final int LONGEST_ZONE = 64;

    void requireValid() {
        if (!TIME.matcher(from).matches() || !TIME.matcher(to).matches() || from.equals(to)) {
            throw ErrorCode.INVALID.because("Quiet hours go from one time of the day to another, as 22:00.");
        }
        try {
            if (timeZone.length() > LONGEST_ZONE) {
                throw new DateTimeException("Too long");
            }
            ZoneId.of(timeZone);
        } catch (DateTimeException unknown) {
            throw ErrorCode.INVALID.because("There is no such time zone.");
        }
    }
}

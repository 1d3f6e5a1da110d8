package io.confab.shared;

import java.time.Duration;

import org.springframework.boot.convert.DurationStyle;

/** So many in so much time. Written {@code 10/1m}: ten at once, and ten more every minute. */
public record Rate(int count, Duration period) {

    public Rate {
        if (count < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("A rate is a count and a period, such as 10/1m.");
        }
    }

    /** Reads {@code 10/1m}. */
    public static Rate valueOf(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("A rate is a count and a period, such as 10/1m: " + text);
        }
        return new Rate(
                Integer.parseInt(text.substring(0, slash).strip()),
                DurationStyle.detectAndParse(text.substring(slash + 1).strip()));
    }
}

package io.confab.feed;

import java.time.Instant;
import java.util.Comparator;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A value of a feed. One with a greater epoch is newer, and within an epoch one with a greater number.
 *
 * @param value JSON
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("feed.changed")
record FeedValue(
        String feed,
        long epoch,
        long number,
        Instant at,
        @JsonRawValue String value) {

    private static final Comparator<FeedValue> AGE =
            Comparator.comparingLong(FeedValue::epoch).thenComparingLong(FeedValue::number);

    /** For another node: the words, and then the value as it is. */
    String encoded() {
        return String.join(" ", feed, Long.toString(epoch), Long.toString(number), at.toString(), value);
    }

    static FeedValue decoded(String text) {
        var words = text.split(" ", 5);
        return new FeedValue(
                words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), Instant.parse(words[3]), words[4]);
    }

    boolean isNewerThan(FeedValue other) {
        return AGE.compare(this, other) > 0;
    }
}

package io.confab.presence;

import java.text.Normalizer;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.message.Emoji;
import io.confab.shared.ErrorCode;
import io.confab.shared.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of themselves in a few words, an emoji or both.
 *
 * @param until when it ends by itself, null if never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Status(String text, @Nullable String emoji, @Nullable Instant until) {

    static final int MAX_LENGTH = 100;

    /** As somebody wrote it. */
    static Status of(@Nullable String text, @Nullable String emoji, @Nullable Instant until, Instant now) {
        var line = Normalizer.normalize(text == null ? "" : text.strip(), Normalizer.Form.NFC);
        if (line.length() > MAX_LENGTH || !line.codePoints().allMatch(OneLine::admits)) {
            throw ErrorCode.INVALID
                    .because("A status has at most 100 characters, on one line.")
                    .at("status.text");
        }
        if (line.isEmpty() && emoji == null) {
            throw ErrorCode.INVALID.because("A status has a text or an emoji.").at("status");
        }
        if (emoji != null && !Emoji.isOne(emoji)) {
            throw ErrorCode.INVALID.because("One emoji.").at("status.emoji");
        }
        if (until != null && !until.isAfter(now)) {
            throw ErrorCode.INVALID.because("A status ends in the future.").at("status.until");
        }
        return new Status(line, emoji, until);
    }

    boolean isOver(Instant now) {
        return until != null && !until.isAfter(now);
    }
}

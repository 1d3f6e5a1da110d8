package io.confab.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What a program calls a push of its own by, so that it may be sent again until there is an answer: the header
 * {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header). Without one every push is another.
 */
record IdempotencyKey(@Nullable String text) {

    private static final int LONGEST = 200;
    private static final int CLIENT_ID_BYTES = 24;

    IdempotencyKey {
        if (text != null
                && (text.isBlank() || text.length() > LONGEST || !text.chars().allMatch(c -> c > 31 && c < 127))) {
            throw ErrorCode.INVALID.because("An Idempotency-Key has 1 to " + LONGEST + " printable ASCII characters.");
        }
    }

    /** The same for the part of a batch at {@code index}. */
    IdempotencyKey part(int index) {
        return text == null ? this : new IdempotencyKey(digest(text) + "#" + index);
    }

    /** The same for what is pushed to {@code target}, as in a room it is the room's. */
    IdempotencyKey to(String target) {
        return text == null ? this : new IdempotencyKey(digest(text + "\n" + target));
    }

    /** By which the log knows the message. */
    String clientId() {
        return "push-" + (text == null ? UUID.randomUUID().toString() : digest(text));
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, CLIENT_ID_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}

package io.confab.message;

import io.confab.shared.ErrorCode;

/** The rules for what clients write: what every database can keep, and not too much of it. */
final class Text {

    static final int MAX_BODY_LENGTH = 4000;
    static final int MAX_CLIENT_ID_LENGTH = 64;

    static final int MAX_REASON_LENGTH = 500;

    private Text() {}

    /** A body: 1 to 4 000 characters, of which those beyond the basic plane count once, and not all blank. */
    static void requireBody(String body) {
        if (body.isBlank()) {
            throw ErrorCode.INVALID.because("A message says something.");
        }
        if (body.codePointCount(0, body.length()) > MAX_BODY_LENGTH) {
            throw ErrorCode.INVALID.because("A message has at most 4000 characters.");
        }
        if (!body.codePoints().allMatch(Text::canBeKept)) {
            throw ErrorCode.INVALID.because("A message is well-formed Unicode without the character U+0000.");
        }
    }

    /** A clientId: 1 to 64 printable characters of ASCII. */
    static void requireClientId(String clientId) {
        if (clientId.isEmpty()
                || clientId.length() > MAX_CLIENT_ID_LENGTH
                || !clientId.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw ErrorCode.INVALID.because("A clientId has 1 to 64 printable characters of ASCII.");
        }
    }

    /** Why something is done: 1 to 500 characters, not all blank. */
    static void requireReason(String reason) {
        if (reason.isBlank()
                || reason.length() > MAX_REASON_LENGTH
                || !reason.codePoints().allMatch(Text::canBeKept)) {
            throw ErrorCode.INVALID.because("A reason has 1 to 500 characters.").at("reason");
        }
    }

    private static boolean canBeKept(int codePoint) {
        return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
    }
}

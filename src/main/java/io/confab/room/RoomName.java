package io.confab.room;

import java.text.Normalizer;
import java.util.Locale;

import io.confab.shared.ErrorCode;
import io.confab.shared.OneLine;

/** What a room is called: any script, but nothing that the eye cannot see. Two names are the same in whatever case. */
record RoomName(String value) {

    static final int MAX_LENGTH = 80;

    /** Of the key, which can be many times as long: some characters stand for whole phrases. */
    private static final int MAX_KEY_LENGTH = 500;

    RoomName {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        if (value.isEmpty() || value.codePointCount(0, value.length()) > MAX_LENGTH) {
            throw ErrorCode.INVALID.because("A room's name has 1 to 80 characters.");
        }
        if (!value.codePoints().allMatch(OneLine::admits)) {
            throw ErrorCode.INVALID.because("A room's name has no control characters.");
        }
        if (key(value).length() > MAX_KEY_LENGTH) {
            throw ErrorCode.INVALID.because("A room's name is too long when it is written out.");
        }
    }

    /** As it is compared. */
    String key() {
        return key(value);
    }

    static String key(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}

package io.confab.account;

import java.text.Normalizer;

import io.confab.shared.ErrorCode;
import io.confab.shared.OneLine;

/** The name of an account as people write it: any script, but nothing that the eye cannot see or that turns the text around. */
record DisplayName(String value) {

    static final int MAX_LENGTH = 64;

    DisplayName {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        if (value.length() > MAX_LENGTH || value.codePoints().noneMatch(DisplayName::isVisible)) {
            throw ErrorCode.INVALID
                    .because("A display name has 1 to 64 characters.")
                    .at("displayName");
        }
        if (!value.codePoints().allMatch(OneLine::admits)) {
            throw ErrorCode.INVALID
                    .because("A display name has no control characters.")
                    .at("displayName");
        }
    }

    private static boolean isVisible(int codePoint) {
        return OneLine.admits(codePoint)
                && !Character.isSpaceChar(codePoint)
                && Character.getType(codePoint) != Character.FORMAT
                && Character.getType(codePoint) != Character.NON_SPACING_MARK;
    }
}

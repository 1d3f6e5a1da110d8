package io.confab.account;

import java.text.Normalizer;

import io.confab.shared.ErrorCode;

/** The name of an account as people write it: any script, but nothing that the eye cannot see or that turns the text around. */
record DisplayName(String value) {

    static final int MAX_LENGTH = 64;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    DisplayName {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        if (value.length() > MAX_LENGTH || value.codePoints().noneMatch(DisplayName::isVisible)) {
            throw ErrorCode.INVALID
                    .because("A display name has 1 to 64 characters.")
                    .at("displayName");
        }
        if (!value.codePoints().allMatch(DisplayName::isAllowed)) {
            throw ErrorCode.INVALID
                    .because("A display name has no control characters.")
                    .at("displayName");
        }
    }

    private static boolean isVisible(int codePoint) {
        return isAllowed(codePoint)
                && !Character.isSpaceChar(codePoint)
                && Character.getType(codePoint) != Character.FORMAT
                && Character.getType(codePoint) != Character.NON_SPACING_MARK;
    }

    private static boolean isAllowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            // The overrides and marks of direction are of this kind; the joiners are needed by Persian and by emoji.
            case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }
}

package io.confab.shared;

/** What may stand in a name of one line, in any script: nothing that breaks it, hides in it or turns it around. */
public final class OneLine {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private OneLine() {}

    public static boolean admits(int codePoint) {
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

package io.confab.message;

import java.util.regex.Pattern;

import io.confab.shared.ErrorCode;

/** One emoji, with what belongs to it: variation, skin, tags, and others joined to it. Never letters, never markup. */
public record Emoji(String value) {

    private static final int MAX_LENGTH = 32;

    /*
     * Java learns what an emoji is in 21 only, and each version of Unicode adds some, so this goes by the grammar of
     * UTS #51 (ED-16) over a generous set: symbols beyond ASCII and Latin-1's accents, and the planes' emoji blocks
     * whether assigned yet or not.
     */
    private static final String FLAG = "[\\x{1F1E6}-\\x{1F1FF}]{2}";
    private static final String KEYCAP = "[0-9#*]\\x{FE0F}?\\x{20E3}";
    private static final String BASE =
            "[\\x{A9}\\x{AE}\\x{203C}\\x{2049}\\x{2122}\\x{2139}\\x{3030}\\x{303D}\\x{3297}\\x{3299}"
                    + "\\x{2190}-\\x{21FF}\\x{2300}-\\x{23FF}\\x{24C2}\\x{25A0}-\\x{27BF}\\x{2900}-\\x{297F}\\x{2B00}-\\x{2BFF}"
                    + "\\x{1F000}-\\x{1F1E5}\\x{1F200}-\\x{1FAFF}]";
    private static final String SKIN = "[\\x{1F3FB}-\\x{1F3FF}]";
    private static final String TAGS = "[\\x{E0020}-\\x{E007E}]+\\x{E007F}";
    private static final String ELEMENT =
            "(?:" + FLAG + "|" + KEYCAP + "|" + BASE + "(?:\\x{FE0F}|" + SKIN + ")?(?:" + TAGS + ")?)";
    private static final Pattern GRAMMAR = Pattern.compile(ELEMENT + "(?:\\x{200D}" + ELEMENT + ")*");

    public Emoji {
        if (!isOne(value)) {
            throw ErrorCode.INVALID.because("A reaction is one emoji.");
        }
    }

    public static boolean isOne(String text) {
        return text.length() <= MAX_LENGTH && GRAMMAR.matcher(text).matches();
    }
}

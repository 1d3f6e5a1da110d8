package io.confab.account;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.confab.shared.ErrorCode;

/**
 * The unique name of an account, in lower case. Its grammar is narrow on purpose: it can stand in a URL, a destination,
 * a header and a sentence without being escaped, and no two names look alike but for what the eye can see.
 */
record Username(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9._-]{1,31}");

    /** Words that stand for somebody else in a path or after an {@code @}. */
    private static final Set<String> RESERVED = Set.of("me", "all", "here", "room", "everyone", "system", "confab");

    private static final String GUEST_PREFIX = "guest-";
    private static final String HOOK_PREFIX = "hook-";
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LETTERS = 10;

    Username {
        if (!GRAMMAR.matcher(value).matches()) {
            throw ErrorCode.INVALID
                    .because(
                            "A username has 2 to 32 of a-z, 0-9, '.', '_' and '-', and starts with a letter or a digit.")
                    .at("username");
        }
    }

    /** The name that somebody asks for when they register; capitals are accepted and stored small. */
    static Username chosen(String text) {
        // Only ASCII is folded: the lower case of the Kelvin sign is a plain k, and would slip in otherwise.
        var username = new Username(lowerCase(text));
        if (RESERVED.contains(username.value)
                || username.value.startsWith(GUEST_PREFIX)
                || username.value.startsWith(HOOK_PREFIX)) {
            throw ErrorCode.USERNAME_TAKEN.because("This username is reserved.").at("username");
        }
        return username;
    }

    static Username ofGuest(SecureRandom random) {
        return random(GUEST_PREFIX, random);
    }

    static Username ofHook(SecureRandom random) {
        return random(HOOK_PREFIX, random);
    }

    private static Username random(String prefix, SecureRandom random) {
        var name = new StringBuilder(prefix);
        for (int i = 0; i < LETTERS; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Username(name.toString());
    }

    /** What somebody typed, as it is looked up; nothing if nobody can have that name. */
    static Optional<String> of(String text) {
        return Optional.of(lowerCase(text)).filter(name -> GRAMMAR.matcher(name).matches());
    }

    static String lowerCase(String text) {
        return text.chars().allMatch(character -> character < 128) ? text.toLowerCase(Locale.ROOT) : text;
    }
}

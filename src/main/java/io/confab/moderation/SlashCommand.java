package io.confab.moderation;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed after a slash: {@code /mute @name 10m reason}. Where a time may stand, the reason begins with no digit.
 *
 * @param person   the username, null if the verb takes none
 * @param duration null if none was given
 * @param text     what follows, stripped; it may be empty only where the verb says so
 */
record SlashCommand(
        Verb verb, @Nullable String person, @Nullable Duration duration, String text) {

    static final int MAX_LENGTH = 1000;

    private static final int MAX_TEXT = 500;

    /** More would be no end in practice, and overflow the calendar. */
    private static final long MAX_SECONDS = Duration.ofDays(3650).toSeconds();

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(s|m|min|h|d|w)");

    /** What can be done so, and how it is written. The name on the wire is the lower case one. */
    enum Verb {
        MUTE("@name [10m] reason"),
        READONLY("@name [1h] reason"),
        KICK("@name reason"),
        BAN("@name [7d] reason"),
        UNMUTE("@name"),
        UNBAN("@name"),
        SLOW("30s | off"),
        LOCK(""),
        UNLOCK(""),
        TOPIC("[text]"),
        INVITE("@name");

        private final String arguments;

        Verb(String arguments) {
            this.arguments = arguments;
        }

        /** The one that is written so, without the slash. */
        static Optional<Verb> of(String word) {
            return Arrays.stream(values())
                    .filter(verb -> verb.word().equals(word))
                    .findFirst();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String arguments() {
            return arguments;
        }

        /** What the audit log calls it, if it is done by rank. */
        Optional<String> act() {
            return switch (this) {
                case MUTE, READONLY, KICK, BAN -> Optional.of("sanction.imposed");
                case UNMUTE, UNBAN -> Optional.of("sanction.lifted");
                case SLOW, LOCK, UNLOCK, TOPIC -> Optional.of("room.changed");
                case INVITE -> Optional.empty();
            };
        }

        private boolean takesPerson() {
            return arguments.startsWith("@name");
        }

        private boolean takesDuration() {
            return arguments.contains("] reason") || this == SLOW;
        }

        private boolean takesReason() {
            return arguments.endsWith("reason");
        }

        private Refusal misused() {
            var usage = arguments.isEmpty() ? "/" + word() : "/" + word() + " " + arguments;
            return ErrorCode.INVALID
                    .because("It is written like this: " + usage)
                    .at("text");
        }
    }

    /**
     * A line that begins with a command.
     *
     * @param word without the slash
     * @param rest what follows, stripped
     */
    record Line(String word, String rest) {

        /** @throws Refusal {@code invalid} if that is too long, or no command */
        static Line of(String typed) {
            if (typed.length() > MAX_LENGTH || typed.indexOf('\0') >= 0) {
                throw ErrorCode.INVALID
                        .because("A command has at most 1000 characters.")
                        .at("text");
            }
            var words = new Words(typed);
            var word = words.next();
            if (!word.startsWith("/")) {
                throw unknown();
            }
            return new Line(word.substring(1), words.rest());
        }
    }

    /**
     * What the server itself is to do; empty if the command is not one of its own.
     *
     * @throws Refusal {@code invalid}, with how it is written
     */
    static Optional<SlashCommand> of(Line line) {
        return Verb.of(line.word()).map(verb -> parse(verb, line.rest()));
    }

    private static SlashCommand parse(Verb verb, String rest) {
        var words = new Words(rest);
        var person = verb.takesPerson() ? person(verb, words.next()) : null;
        var duration = verb.takesDuration() ? duration(verb, words) : null;
        var text = words.rest();
        if (text.length() > MAX_TEXT) {
            throw ErrorCode.INVALID.because("That is more than 500 characters.").at("text");
        }
        boolean mayHaveText = verb.takesReason() || verb == Verb.TOPIC;
        if (verb.takesReason() == text.isEmpty() && verb != Verb.TOPIC || !mayHaveText && !text.isEmpty()) {
            throw verb.misused();
        }
        return new SlashCommand(verb, person, duration, text);
    }

    static Refusal unknown() {
        return ErrorCode.INVALID.because("There is no such command.").at("text");
    }

    private static String person(Verb verb, String word) {
        if (word.length() < 2 || word.charAt(0) != '@') {
            throw verb.misused();
        }
        return word.substring(1).toLowerCase(Locale.ROOT);
    }

    private static @Nullable Duration duration(Verb verb, Words words) {
        if (verb == Verb.SLOW) {
            var word = words.next();
            return word.equals("off") ? Duration.ZERO : required(verb, length(word));
        }
        var word = words.peek();
        var length = length(word);
        if (length != null) {
            words.next();
        } else if (!word.isEmpty() && Character.isDigit(word.codePointAt(0))) {
            // Taken for the first word of the reason, a slip would be a sanction without an end.
            throw ErrorCode.INVALID
                    .because(
                            "A time is a number and s, m, h, d or w, as in 10m; the reason does not begin with a digit.")
                    .at("text");
        }
        return length;
    }

    private static Duration required(Verb verb, @Nullable Duration length) {
        if (length == null) {
            throw verb.misused();
        }
        return length;
    }

    /** Null if the word is no length of time. */
    private static @Nullable Duration length(String word) {
        var match = DURATION.matcher(word);
        if (!match.matches()) {
            return null;
        }
        long unit = switch (match.group(2)) {
            case "s" -> 1;
            case "m", "min" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> 604_800;
        };
        long seconds = Long.parseLong(match.group(1)) * unit;
        if (seconds == 0 || seconds > MAX_SECONDS) {
            throw ErrorCode.INVALID
                    .because("A time is between a second and ten years.")
                    .at("text");
        }
        return Duration.ofSeconds(seconds);
    }

    /** The words of a line, one after the other; what is left keeps its spaces and lines. */
    private static final class Words {

        private String left;

        Words(String line) {
            left = line.strip();
        }

        String peek() {
            int end = 0;
            while (end < left.length() && !Character.isWhitespace(left.charAt(end))) {
                end++;
            }
            return left.substring(0, end);
        }

        String next() {
            var word = peek();
            left = left.substring(word.length()).strip();
            return word;
        }

        String rest() {
            return left;
        }
    }
}

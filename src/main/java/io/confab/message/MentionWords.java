package io.confab.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a body that may mention somebody: {@code @name} where it begins a word, outside of code and links. What
 * follows a name may belong to the sentence: {@code @ada.} is {@code ada.} if there is one, otherwise {@code ada}.
 *
 * @param names for each word the names that it may stand for, in small letters, the longest first
 */
record MentionWords(List<List<String>> names, boolean here, boolean room) {

    static final MentionWords NONE = new MentionWords(List.of(), false, false);

    /** As many different words are looked at, and no more. */
    static final int MOST = 50;

    /** A name is tried with so many of the marks behind it. */
    private static final int MOST_MARKS = 4;

    private static final int LONGEST = 32;

    /*
     * What comes first wins, from left to right: code and links are passed over as a whole, and so is an address, which is
     * what an @ behind a letter, a digit or a mark belongs to. All quantifiers are possessive or bounded: no body is slow.
     */
    private static final Pattern WORD = Pattern.compile(
            "\\\\[@`\\[\\\\]" // what is escaped is meant as it stands
                    + "|(?<ticks>`++)"
                    + "|(?i:https?://|mailto:)[^\\s<>]*+"
                    + "|\\](?:\\([^()\\s]{0,2000}(?:\\s[^()\\n]{0,200})?\\))" // where a link goes
                    + "|(?<![\\p{L}\\p{N}_.%+@/-])@(?<name>[A-Za-z0-9][A-Za-z0-9._-]*+)(?![\\p{L}\\p{N}@])"
                    + "|[\\p{L}\\p{N}_.%+-]++@[^\\s]*+");

    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]\\n]{0,1000})\\](?=\\([^()\\n]{0,2000}\\))");

    /** What a body says. Costs a look for an @ if there is none. */
    static MentionWords of(String body) {
        if (body.indexOf('@') < 0) {
            return NONE;
        }
        var found = new LinkedHashMap<String, List<String>>();
        var here = false;
        var room = false;
        for (var text : paragraphs(body)) {
            if (text.indexOf('@') < 0) {
                continue;
            }
            var rest = withoutLinkTexts(text);
            var matcher = WORD.matcher(rest);
            for (int at = 0; matcher.find(at); ) {
                at = matcher.end();
                var ticks = matcher.group("ticks");
                var word = matcher.group("name");
                if (ticks != null) {
                    at = endOfCode(rest, at, ticks);
                } else if (word != null) {
                    var names = candidates(word.toLowerCase(Locale.ROOT));
                    here |= names.contains("here");
                    room |= names.contains("room");
                    if (found.size() < MOST) {
                        found.putIfAbsent(names.get(0), names);
                    }
                }
            }
        }
        return new MentionWords(List.copyOf(found.values()), here, room);
    }

    private static String withoutLinkTexts(String text) {
        return LINK.matcher(text)
                .replaceAll(link ->
                        Matcher.quoteReplacement("[" + " ".repeat(link.group(1).length()) + "]"));
    }

    /** Behind the same number of back-ticks as opened it; if they never come, behind those that opened nothing. */
    private static int endOfCode(String text, int begin, String ticks) {
        for (int i = text.indexOf('`', begin); i >= 0; i = text.indexOf('`', i)) {
            int end = i;
            while (end < text.length() && text.charAt(end) == '`') {
                end++;
            }
            if (end - i == ticks.length()) {
                return end;
            }
            i = end;
        }
        return begin;
    }

    private static List<String> candidates(String word) {
        var names = new ArrayList<String>();
        int bare = word.length();
        while (bare > 0 && "._-".indexOf(word.charAt(bare - 1)) >= 0) {
            bare--;
        }
        for (int end = Math.min(word.length(), bare + MOST_MARKS); end >= bare; end--) {
            if (end <= LONGEST) {
                names.add(word.substring(0, end));
            }
        }
        return names.isEmpty() ? List.of(word.substring(0, LONGEST)) : names;
    }

    /** The body in pieces that a code span does not reach over, without blocks of code. */
    private static List<String> paragraphs(String body) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        var blocks = new CodeBlocks();
        for (var line : body.split("\\R", -1)) {
            if (blocks.contains(line)) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(line).append('\n');
                if (line.isBlank()) {
                    pieces.add(piece.toString());
                    piece.setLength(0);
                }
            }
        }
        pieces.add(piece.toString());
        return pieces;
    }
}

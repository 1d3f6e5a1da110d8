package io.confab.message;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Tells of one line of Markdown after the other whether it is code: between fences, or indented after a blank line. */
final class CodeBlocks {

    private static final Pattern QUOTE = Pattern.compile("^(?: {0,3}> ?)++");
    private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}+|~{3,}+)(.*)$");
    private static final Pattern INDENTED = Pattern.compile("^(?: {4}| {0,3}\\t).*");

    private @Nullable String fence;
    private boolean afterBlank = true;
    private boolean indented;

    boolean contains(String written) {
        var line = QUOTE.matcher(written).replaceFirst("");
        var mark = FENCE.matcher(line);
        if (fence != null) {
            var closes = mark.matches()
                    && mark.group(1).startsWith(fence)
                    && mark.group(2).isBlank();
            if (closes) {
                fence = null;
                afterBlank = true;
            }
            return true;
        }
        if (mark.matches() && !(mark.group(1).startsWith("`") && mark.group(2).contains("`"))) {
            fence = mark.group(1);
            return true;
        }
        indented = (afterBlank || indented) && INDENTED.matcher(line).matches();
        afterBlank = line.isBlank();
        return indented && !afterBlank;
    }
}

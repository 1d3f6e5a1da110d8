package io.confab.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a program says that thinks it speaks to Slack, as text: of blocks and attachments what is written in them. Its own
 * {@code username} stands before it; the author is the webhook all the same.
 */
record SlackPayload(@Nullable String username, String text) {

    static final int MAX_LENGTH = 4000;

    private static final int MAX_NAME = 80;
    private static final int MAX_DEPTH = 8;

    private static final Pattern MARKED = Pattern.compile("<([^<>\\s|]+)(?:\\|([^<>]*))?>");
    private static final Pattern BOLD = Pattern.compile("(?<![\\w*])\\*(?! )([^*\\n]+)(?<! )\\*(?![\\w*])");
    private static final Pattern STRUCK = Pattern.compile("(?<![\\w~])~(?! )([^~\\n]+)(?<! )~(?![\\w~])");

    /** @throws Refusal {@code invalid} if it says nothing */
    static SlackPayload of(JsonNode json) {
        var parts = new ArrayList<String>();
        var blocks = new ArrayList<String>();
        collect(json.path("blocks"), blocks, 0);
        add(parts, json.path("text"));
        if (parts.isEmpty()) {
            // Where there are both, the text is what the blocks say, for those who cannot show them.
            parts.addAll(blocks);
        }
        json.path("attachments").forEach(attachment -> attachment(attachment, parts));
        if (parts.isEmpty()) {
            throw ErrorCode.INVALID
                    .because("It says nothing: there is no text.")
                    .at("text");
        }
        return new SlackPayload(name(json.path("username")), String.join("\n", parts));
    }

    private static @Nullable String name(JsonNode node) {
        var name = node.isString()
                ? node.asString().replaceAll("[\\p{Cntrl}*]", "").strip()
                : "";
        return name.isEmpty() ? null : name.substring(0, Math.min(name.length(), MAX_NAME));
    }

    private static void attachment(JsonNode attachment, List<String> parts) {
        int before = parts.size();
        add(parts, attachment.path("pretext"));
        var title = attachment.path("title").asString("");
        var link = attachment.path("title_link").asString("");
        if (!title.isBlank()) {
            parts.add(link.isBlank() ? "*" + title + "*" : "<" + link + "|" + title + ">");
        }
        add(parts, attachment.path("text"));
        attachment
                .path("fields")
                .forEach(field -> parts.add("*" + field.path("title").asString("") + "* "
                        + field.path("value").asString("")));
        collect(attachment.path("blocks"), parts, 0);
        if (parts.size() == before) {
            add(parts, attachment.path("fallback"));
        }
    }

    /** Whatever is named text in there, in its order. */
    private static void collect(JsonNode node, List<String> parts, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (node.isArray()) {
            node.forEach(child -> collect(child, parts, depth + 1));
        } else if (node.isObject()) {
            add(parts, node.path("text"));
            for (var name : List.of("text", "fields", "elements")) {
                if (!node.path(name).isString()) {
                    collect(node.path(name), parts, depth + 1);
                }
            }
        }
    }

    private static void add(List<String> parts, JsonNode text) {
        if (text.isString() && !text.asString().isBlank()) {
            parts.add(text.asString().strip());
        }
    }

    /** The body of a message that says it. */
    String body() {
        var said = (username == null ? "" : "**" + username + "**\n") + plain(text);
        var kept = said.codePoints()
                .filter(character -> character != 0 && Character.getType(character) != Character.SURROGATE)
                .toArray();
        return kept.length <= MAX_LENGTH ? new String(kept, 0, kept.length) : new String(kept, 0, MAX_LENGTH - 1) + "…";
    }

    private static String plain(String marked) {
        var out = STRUCK.matcher(BOLD.matcher(marked).replaceAll("**$1**")).replaceAll("~~$1~~");
        out = MARKED.matcher(out).replaceAll(match -> {
            var target = match.group(1);
            var label = match.group(2);
            return java.util.regex.Matcher.quoteReplacement(
                    switch (target.charAt(0)) {
                        case '!' -> "@" + target.substring(1).replaceFirst("^channel$|^everyone$", "room");
                        case '@', '#' -> label == null || label.isEmpty() ? target : target.charAt(0) + label;
                        default -> label == null || label.isEmpty() ? target : "[" + label + "](" + target + ")";
                    });
        });
        return out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}

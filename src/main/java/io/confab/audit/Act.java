package io.confab.audit;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did, or tried to do, by their rank and not with what is their own. Each of the methods below
 * gives another act that says more.
 *
 * @param kind    {@code noun.participle}, at most 40 characters
 * @param target  the id of the account that it was done to
 * @param room    the id of the room that it was done in
 * @param message the id of the message that it was done to
 * @param reason  as it was given
 * @param detail  what else there is to know: few and short values
 */
public record Act(
        String kind,
        Actor by,
        @Nullable Long target,
        @Nullable Long room,
        @Nullable Long message,
        @Nullable String reason,
        Map<String, Object> detail) {

    public Act {
        detail = Map.copyOf(detail);
    }

    public static Act of(String kind, Actor by) {
        return new Act(kind, by, null, null, null, null, Map.of());
    }

    /** The same, done to this account. */
    public Act on(long account) {
        return new Act(kind, by, account, room, message, reason, detail);
    }

    /** The same, done in this room. Null for the whole server. */
    public Act in(@Nullable Long where) {
        return new Act(kind, by, target, where, message, reason, detail);
    }

    /** The same, done to this message. */
    public Act about(long what) {
        return new Act(kind, by, target, room, what, reason, detail);
    }

    public Act because(@Nullable String why) {
        return new Act(kind, by, target, room, message, why, detail);
    }

    /** The same with one more detail; null says nothing. */
    public Act with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new TreeMap<>(detail);
        more.put(name, value);
        return new Act(kind, by, target, room, message, reason, more);
    }
}

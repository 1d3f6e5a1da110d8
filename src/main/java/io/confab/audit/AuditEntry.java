package io.confab.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param number 1, 2, 3, … with no holes
 * @param detail a JSON object
 * @param hash   of this entry and the hash before it, as {@link Chain} makes it
 */
public record AuditEntry(
        long number,
        Instant at,
        long actor,
        @Nullable String address,
        String kind,
        Outcome outcome,
        @Nullable Long target,
        @Nullable Long room,
        @Nullable Long message,
        @Nullable String reason,
        String detail,
        String hash) {

    public enum Outcome {
        DONE,
        REFUSED
    }

    /** What the hash covers, in this order, beside the hash before. */
    public List<@Nullable Object> covered() {
        return Arrays.asList(number, at, actor, address, kind, outcome, target, room, message, reason, detail);
    }

    /** The same, with its place in the chain. */
    AuditEntry sealed(long place, String before) {
        var numbered = with(place, Chain.START);
        return numbered.with(place, Chain.next(before, numbered));
    }

    private AuditEntry with(long place, String seal) {
        return new AuditEntry(place, at, actor, address, kind, outcome, target, room, message, reason, detail, seal);
    }
}

package io.confab.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log somebody asks for: those for which all hold that are not null.
 *
 * @param from inclusive
 * @param to   exclusive
 */
public record AuditFilter(
        @Nullable Long actor,
        @Nullable Long target,
        @Nullable Long room,
        @Nullable String kind,
        AuditEntry.@Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant to) {

    static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);
}

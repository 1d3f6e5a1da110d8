package io.confab.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Until when an account is held back on the whole server. Each is null if it never was. */
public record Restraint(
        @Nullable Instant mutedUntil,
        @Nullable Instant readOnlyUntil,
        @Nullable Instant bannedUntil) {

    /** @throws io.confab.shared.Refusal {@code banned} or {@code read-only} */
    public void requireWriter(Instant now) {
        Restriction.BAN.requireOver(bannedUntil, now);
        Restriction.READ_ONLY.requireOver(readOnlyUntil, now);
    }

    /** @throws io.confab.shared.Refusal {@code muted} too */
    public void requireSpeaker(Instant now) {
        requireWriter(now);
        Restriction.MUTE.requireOver(mutedUntil, now);
    }
}

package io.confab.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Until when an account is held back on the whole server. Each is null if it never was. */
public record Restraint(
        @Nullable Instant mutedUntil,
        @Nullable Instant readOnlyUntil,
        @Nullable Instant bannedUntil) {

    /** Both of them: of each what ends later. */
    public Restraint and(Restraint other) {
        return new Restraint(
                later(mutedUntil, other.mutedUntil),
                later(readOnlyUntil, other.readOnlyUntil),
                later(bannedUntil, other.bannedUntil));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    /** @throws io.confab.shared.Refusal {@code banned} or {@code read-only} */
    public void requireWriter(Instant now) {
        Restriction.BAN.requireOver(bannedUntil, now);
        Restriction.READ_ONLY.requireOver(readOnlyUntil, now);
    }

    boolean isWriter(Instant now) {
        return !Restriction.isOn(bannedUntil, now) && !Restriction.isOn(readOnlyUntil, now);
    }

    /** @throws io.confab.shared.Refusal {@code muted} too */
    public void requireSpeaker(Instant now) {
        requireWriter(now);
        Restriction.MUTE.requireOver(mutedUntil, now);
    }
}

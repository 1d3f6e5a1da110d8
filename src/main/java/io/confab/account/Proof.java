package io.confab.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A sign-in together with what its account may do, as they are now.
 *
 * @param owner whose bot the account is, null if it is none
 */
record Proof(
        UUID signIn,
        SignIn.Kind kind,
        long account,
        AccountRole role,
        boolean guest,
        @Nullable Instant lastSeenAt,
        @Nullable Instant expiresAt,
        @Nullable String csrf,
        @Nullable String scopes,
        @Nullable Instant bannedUntil,
        @Nullable Long owner,
        @Nullable Instant ownerBannedUntil,
        Instant accountCreatedAt) {

    BannedAddresses.Newness newness() {
        return new BannedAddresses.Newness(role, guest, accountCreatedAt);
    }

    boolean isBot() {
        return owner != null;
    }

    boolean isBanned(Clock clock) {
        var now = clock.instant();
        return Restriction.isOn(bannedUntil, now) || Restriction.isOn(ownerBannedUntil, now);
    }

    boolean isExpired(Clock clock, Duration idle) {
        var now = clock.instant();
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return true;
        }
        return kind == SignIn.Kind.COOKIE && lastSeenAt != null && !now.isBefore(lastSeenAt.plus(idle));
    }

    boolean wasSeenBefore(Instant moment) {
        return lastSeenAt == null || lastSeenAt.isBefore(moment);
    }
}

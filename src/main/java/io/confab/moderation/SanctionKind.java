package io.confab.moderation;

import io.confab.account.Restriction;
import org.jspecify.annotations.Nullable;

/** What somebody may be sentenced to. */
enum SanctionKind {
    /** Reads, and says nothing. */
    MUTE(Restriction.MUTE),
    /** Reads, and changes nothing. */
    READ_ONLY(Restriction.READ_ONLY),
    /** Is sent away, and may come back. It is over at once. */
    KICK(null),
    /** Is out, and stays out. */
    BAN(Restriction.BAN);

    private final @Nullable Restriction restriction;

    SanctionKind(@Nullable Restriction restriction) {
        this.restriction = restriction;
    }

    /** What holds for a time, or null if nothing does. */
    @Nullable
    Restriction restriction() {
        return restriction;
    }
}

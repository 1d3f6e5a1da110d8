package io.confab.moderation;

import java.time.Instant;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A decision, as its row says it.
 *
 * @param room  null for the whole server
 * @param until null if it has no end
 * @param appeal null if nobody has appealed
 * @param moderationCase the case that it came of, if it came of one
 */
record Sanction(
        long id,
        SanctionKind kind,
        AccountId account,
        @Nullable RoomId room,
        String reason,
        AccountId imposedBy,
        Instant createdAt,
        @Nullable Instant until,
        @Nullable Instant liftedAt,
        @Nullable AccountId liftedBy,
        @Nullable Appeal appeal,
        @Nullable Long moderationCase) {

    boolean isKickFromServer() {
        return kind == SanctionKind.KICK && room == null;
    }

    boolean isStanding(Instant now) {
        return kind.restriction() != null && liftedAt == null && (until == null || until.isAfter(now));
    }
}

package io.confab.message;

import java.time.Instant;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A message as its row says it.
 *
 * @param removed null unless somebody took it away who did not write it
 * @param pinned  null unless it is pinned
 */
record StoredMessage(
        long id,
        RoomId room,
        long seq,
        long rev,
        long bodyRev,
        AccountId author,
        String clientId,
        String body,
        @Nullable Long replyTo,
        @Nullable Long replyToSeq,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        Mentions mentions,
        @Nullable Removed removed,
        @Nullable Pinned pinned) {

    boolean isDeleted() {
        return deletedAt != null;
    }

    StoredMessage edited(String newBody, Mentions newMentions, long newRev, Instant now) {
        return with(newRev, newRev, newBody, newMentions, now, null, null, pinned);
    }

    /** Deleting is meant: what was said is gone from the row too. */
    StoredMessage deleted(long newRev, Instant now, @Nullable Removed by) {
        return with(newRev, newRev, "", Mentions.NONE, editedAt, now, by, null);
    }

    StoredMessage restored(Original original, long newRev) {
        return with(newRev, newRev, original.body(), original.mentions(), editedAt, null, null, null);
    }

    StoredMessage touched(long newRev) {
        return with(newRev, bodyRev, body, mentions, editedAt, deletedAt, removed, pinned);
    }

    StoredMessage pinned(@Nullable Pinned pin, long newRev) {
        return with(newRev, bodyRev, body, mentions, editedAt, deletedAt, removed, pin);
    }

    private StoredMessage with(
            long newRev,
            long newBodyRev,
            String newBody,
            Mentions newMentions,
            @Nullable Instant newEditedAt,
            @Nullable Instant newDeletedAt,
            @Nullable Removed newRemoved,
            @Nullable Pinned newPinned) {
        return new StoredMessage(
                id,
                room,
                seq,
                newRev,
                newBodyRev,
                author,
                clientId,
                newBody,
                replyTo,
                replyToSeq,
                createdAt,
                newEditedAt,
                newDeletedAt,
                newMentions,
                newRemoved,
                newPinned);
    }
}

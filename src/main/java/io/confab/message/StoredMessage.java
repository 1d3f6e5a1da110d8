package io.confab.message;

import java.time.Instant;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/** A message as its row says it. */
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
        Mentions mentions) {

    boolean isDeleted() {
        return deletedAt != null;
    }

    StoredMessage edited(String newBody, Mentions newMentions, long newRev, Instant now) {
        return new StoredMessage(
                id,
                room,
                seq,
                newRev,
                newRev,
                author,
                clientId,
                newBody,
                replyTo,
                replyToSeq,
                createdAt,
                now,
                null,
                newMentions);
    }

    /** Deleting is meant: what was said is gone from the row too. */
    StoredMessage deleted(long newRev, Instant now) {
        return new StoredMessage(
                id,
                room,
                seq,
                newRev,
                newRev,
                author,
                clientId,
                "",
                replyTo,
                replyToSeq,
                createdAt,
                editedAt,
                now,
                Mentions.NONE);
    }

    StoredMessage touched(long newRev) {
        return new StoredMessage(
                id,
                room,
                seq,
                newRev,
                bodyRev,
                author,
                clientId,
                body,
                replyTo,
                replyToSeq,
                createdAt,
                editedAt,
                deletedAt,
                mentions);
    }
}

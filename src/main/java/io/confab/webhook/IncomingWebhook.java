package io.confab.webhook;

import java.time.Instant;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A secret URL that posts into a room, as its row says it.
 *
 * @param account as which it speaks
 */
record IncomingWebhook(
        long id,
        RoomId room,
        String name,
        AccountId account,
        AccountId createdBy,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}

package io.confab.moderation;

import java.time.Instant;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * Much of what somebody said, taken away at once.
 *
 * @param room     null for all public rooms
 * @param since    inclusive
 * @param until    exclusive
 * @param undoneAt null unless it was undone
 */
record Purge(
        long id,
        AccountId account,
        @Nullable RoomId room,
        Instant since,
        Instant until,
        String reason,
        AccountId by,
        Instant createdAt,
        @Nullable Instant undoneAt) {}

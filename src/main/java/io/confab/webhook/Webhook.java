package io.confab.webhook;

import java.time.Instant;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A URL that is told what happens, as its row says it. Its secret is asked for where it is needed.
 *
 * @param room null if it is told of the server: of all public rooms, of moderation and of presence
 */
record Webhook(
        long id,
        @Nullable RoomId room,
        String name,
        HookUrl url,
        Set<EventType> events,
        AccountId createdBy,
        Instant createdAt) {

    boolean isOf(EventType.Stream stream) {
        return events.stream().anyMatch(type -> type.stream() == stream);
    }
}

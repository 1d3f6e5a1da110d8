package io.confab.room;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A room as somebody sees it. {@code head}, {@code memberCount} and {@code membership} are answers to somebody's request;
 * in an event, which is the same for everybody, they are null.
 *
 * @param rev of the room's own last change
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomView(
        long id,
        @Nullable String name,
        RoomKind kind,
        String description,
        long rev,
        long firstSeq,
        Instant createdAt,
        @Nullable Instant archivedAt,
        @Nullable Head head,
        @Nullable Integer memberCount,
        @Nullable MemberView membership) {}

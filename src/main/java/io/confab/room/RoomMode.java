package io.confab.room;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who says something in a room, and how often; moderators and above always may.
 *
 * @param lockedAt          since when members change nothing, null if they may
 * @param announcementsOnly true if members react and do not post, otherwise null
 * @param slowSeconds       from one post of a member to the next, null if it does not matter
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomMode(
        @Nullable Instant lockedAt,
        @Nullable Boolean announcementsOnly,
        @Nullable Integer slowSeconds) {

    static final RoomMode NONE = new RoomMode(null, null, null);

    static RoomMode of(@Nullable Instant lockedAt, boolean announcementsOnly, int slowSeconds) {
        return new RoomMode(lockedAt, announcementsOnly ? true : null, slowSeconds == 0 ? null : slowSeconds);
    }

    boolean isNone() {
        return lockedAt == null && announcementsOnly == null && slowSeconds == null;
    }
}

package io.confab.room;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a room: what is null stays as it is.
 *
 * @param slowSeconds from one post of a member to the next, 0 for none
 * @param reason      for the audit log
 */
public record RoomChange(
        @Schema(minLength = 1, maxLength = RoomName.MAX_LENGTH) @Nullable
        String name,

        @Schema(maxLength = Room.MAX_DESCRIPTION_LENGTH) @Nullable
        String description,

        @Nullable Boolean archived,
        @Nullable Boolean locked,
        @Nullable Boolean announcementsOnly,
        @Min(0) @Max(MAX_SLOW_SECONDS) @Nullable Integer slowSeconds,

        @Size(max = 500) @Pattern(regexp = "[^\\x00]*") @Nullable
        String reason) {

    /** Six hours. */
    static final int MAX_SLOW_SECONDS = 21_600;

    public RoomChange(
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean archived,
            @Nullable Boolean locked,
            @Nullable Boolean announcementsOnly,
            @Nullable Integer slowSeconds) {
        this(name, description, archived, locked, announcementsOnly, slowSeconds, null);
    }

    boolean isOfMode() {
        return locked != null || announcementsOnly != null || slowSeconds != null;
    }
}

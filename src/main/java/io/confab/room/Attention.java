package io.confab.room;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What a member wants to be told of a room. It is about notices and marks only: what is unread is counted in any case.
 *
 * @param mutedUntil nothing before then; null if it is not muted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attention(@NotNull Level level, @Nullable Instant mutedUntil) {

    public static final Attention FULL = new Attention(Level.ALL, null);

    /** The same without an end that has passed. */
    public Attention at(Instant now) {
        return mutedUntil == null || mutedUntil.isAfter(now) ? this : new Attention(level, null);
    }
}

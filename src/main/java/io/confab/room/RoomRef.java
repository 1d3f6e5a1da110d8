package io.confab.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** As much of a room as it takes to name it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomRef(long id, @Nullable String name, RoomKind kind) {}

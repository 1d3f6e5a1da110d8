package io.confab.message;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.confab.message.DirectDetails.Request;
import io.confab.room.Head;
import io.confab.room.Level;
import org.jspecify.annotations.Nullable;

/** Where somebody's rooms stand, of those that moved. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("heads.changed")
record HeadsChanged(List<? extends Entry> rooms) {

    sealed interface Entry {

        long room();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Current(
            long room,
            Head head,
            long lastRead,
            int unread,
            int mentions,
            Level level,
            @Nullable Instant mutedUntil,
            @Nullable Request request)
            implements Entry {}

    /** A room that the account is no longer in; {@code left} is always true. */
    record Gone(long room, boolean left) implements Entry {

        Gone(long room) {
            this(room, true);
        }
    }
}

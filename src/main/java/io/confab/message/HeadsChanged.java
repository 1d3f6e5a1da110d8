package io.confab.message;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.confab.room.Head;

/** Where somebody's rooms stand, of those that moved. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("heads.changed")
record HeadsChanged(List<? extends Entry> rooms) {

    sealed interface Entry {

        long room();
    }

    record Current(long room, Head head, long lastRead, int unread) implements Entry {}

    /** A room that the account is no longer in; {@code left} is always true. */
    record Gone(long room, boolean left) implements Entry {

        Gone(long room) {
            this(room, true);
        }
    }
}

package io.confab.direct;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.account.AccountView;
import io.confab.room.RoomView;

/** What somebody is told of direct rooms and holds for a moment. The names are the {@code type} on the wire. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "cursor.moved", value = DirectEvent.ReaderMoved.class),
    @Type(name = "direct.requested", value = DirectEvent.DirectRequested.class)
})
sealed interface DirectEvent {

    /** Another member has read up to here. */
    record ReaderMoved(long room, long account, long seq) implements DirectEvent {}

    /** Somebody who shares no room with the account has written to it. */
    record DirectRequested(RoomView room, AccountView from) implements DirectEvent {}
}

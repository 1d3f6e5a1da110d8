package io.confab.presence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.account.AccountView;

/**
 * What goes to a room's presence topic: it holds for a moment and is not repeated. The names are the {@code type} on the
 * wire: add to them, never rename one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@Type(name = "typing.started", value = PresenceEvent.TypingStarted.class))
sealed interface PresenceEvent {

    /** Somebody types; to be shown for 6 s, within which it is sent again by whoever types on. */
    record TypingStarted(long room, AccountView account) implements PresenceEvent {}
}

package io.confab.message;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.room.MemberView;
import io.confab.room.RoomView;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a room's log: all of it in (from, rev]. The names are the {@code type} on the wire: add to
 * them, never rename one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "message.posted", value = MessageEvent.MessagePosted.class),
    @Type(name = "message.edited", value = MessageEvent.MessageEdited.class),
    @Type(name = "message.deleted", value = MessageEvent.MessageDeleted.class),
    @Type(name = "message.reacted", value = MessageEvent.MessageReacted.class),
    @Type(name = "message.restored", value = MessageEvent.MessageRestored.class),
    @Type(name = "message.pinned", value = MessageEvent.MessagePinned.class),
    @Type(name = "room.changes", value = MessageEvent.RoomChanges.class)
})
public sealed interface MessageEvent {

    long room();

    long from();

    long rev();

    record MessagePosted(long room, long from, long rev, MessageView message) implements MessageEvent {}

    record MessageEdited(long room, long from, long rev, MessageView message) implements MessageEvent {}

    record MessageDeleted(long room, long from, long rev, MessageView message) implements MessageEvent {}

    /** Somebody reacted, or took a reaction back. */
    record MessageReacted(long room, long from, long rev, MessageView message) implements MessageEvent {}

    /** What was taken away is back. */
    record MessageRestored(long room, long from, long rev, MessageView message) implements MessageEvent {}

    /** Somebody pinned a message, or took the pin away. */
    record MessagePinned(long room, long from, long rev, MessageView message) implements MessageEvent {}

    /** Whatever happened in a longer interval, read from the log again: messages, memberships and the room as they are. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RoomChanges(
            long room,
            long from,
            long rev,
            List<MessageView> messages,
            List<MemberView> members,
            @Nullable RoomView roomState)
            implements MessageEvent {}
}

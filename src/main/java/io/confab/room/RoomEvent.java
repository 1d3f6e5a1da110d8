package io.confab.room;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A change of a room or of who is in it. It is published as an application event within the transaction, for listeners
 * after the commit, and it is what the room's subscribers get. The names are the {@code type} on the wire: add to them,
 * never rename one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "member.joined", value = RoomEvent.MemberJoined.class),
    @Type(name = "member.left", value = RoomEvent.MemberLeft.class),
    @Type(name = "member.removed", value = RoomEvent.MemberRemoved.class),
    @Type(name = "member.changed", value = RoomEvent.MemberChanged.class),
    @Type(name = "room.changed", value = RoomEvent.RoomChanged.class)
})
public sealed interface RoomEvent {

    long room();

    long from();

    long rev();

    /** Somebody came in, for the first time or again. */
    record MemberJoined(long room, long from, long rev, MemberView member) implements RoomEvent {}

    /** Somebody left. */
    record MemberLeft(long room, long from, long rev, MemberView member) implements RoomEvent {}

    /** Somebody was made to leave. */
    record MemberRemoved(long room, long from, long rev, MemberView member) implements RoomEvent {}

    /** Somebody's role is another. */
    record MemberChanged(long room, long from, long rev, MemberView member) implements RoomEvent {}

    /** The room itself: its name, its description, whether it is archived. */
    record RoomChanged(long room, long from, long rev, RoomView roomState) implements RoomEvent {}
}

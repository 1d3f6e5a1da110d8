package io.confab.room;

import io.confab.stomp.Destination;
import io.confab.stomp.Destination.Kind;

/** The topics that a room has. */
public final class RoomTopics {

    /** Everybody's own queue, over which the logs of all their direct rooms come, and what holds for a moment there. */
    public static final Destination DIRECT = Destination.user("direct");

    /** Everybody's own queue of what concerns them in rooms: invitations, requests, mentions. */
    public static final Destination NOTICES = Destination.user("notices");

    private RoomTopics() {}

    /** The room's log as it grows. */
    public static Destination log(RoomId room) {
        return Destination.topic("rooms", Long.toString(room.value()));
    }

    /** Who is here and who types. */
    public static Destination presence(RoomId room) {
        return Destination.topic("rooms", Long.toString(room.value()), "presence");
    }

    /** What is to be decided in the room, for those who moderate it. */
    public static Destination moderation(RoomId room) {
        return Destination.topic("rooms", Long.toString(room.value()), "moderation");
    }

    public static boolean isLog(Destination destination) {
        return destination.matches(Kind.TOPIC, "rooms", "*");
    }

    /** The shape of every room's {@link #presence} topic. */
    public static String[] presenceShape() {
        return new String[] {"rooms", "*", "presence"};
    }

    /** The shape of every room's {@link #moderation} topic. */
    static String[] moderationShape() {
        return new String[] {"rooms", "*", "moderation"};
    }

    static boolean isOfRoom(Destination destination) {
        return isLog(destination) || destination.matches(Kind.TOPIC, presenceShape());
    }

    /** The room that a destination of a room is of. */
    public static RoomId room(Destination destination) {
        return new RoomId(destination.id(1));
    }
}

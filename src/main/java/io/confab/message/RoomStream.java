package io.confab.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.confab.message.MessageEvent.RoomChanges;
import io.confab.room.Head;
import io.confab.room.RoomId;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Destination;
import io.confab.stomp.NumberedEvent;
import io.confab.stomp.NumberedStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The logs of the rooms, for the fan-out to read again what it missed. */
@Component
class RoomStream implements NumberedStream {

    private final Rooms rooms;
    private final CatchUp catchUp;
    private final ObjectProvider<Broadcaster> broadcaster;

    RoomStream(Rooms rooms, CatchUp catchUp, ObjectProvider<Broadcaster> broadcaster) {
        this.rooms = rooms;
        this.catchUp = catchUp;
        this.broadcaster = broadcaster;
    }

    @Override
    public boolean owns(Destination destination) {
        return RoomTopics.isLog(destination);
    }

    @Override
    public long head(Destination destination) {
        return rooms.head(RoomTopics.room(destination)).map(Head::rev).orElse(0L);
    }

    @Override
    public Map<Destination, Long> heads(Collection<Destination> destinations) {
        var heads = new HashMap<Destination, Long>();
        rooms.heads(destinations.stream().map(RoomTopics::room).toList())
                .forEach((room, head) -> heads.put(RoomTopics.log(room), head.rev()));
        return heads;
    }

    @Override
    public NumberedEvent since(Destination destination, long rev) {
        var room = RoomTopics.room(destination);
        var changes = catchUp.all(room, rev);
        endSubscriptions(room, changes);
        return new NumberedEvent(destination, rev, changes.rev(), changes);
    }

    /**
     * What follows a gap is not for whoever went in it. They are told to go after the commit, but that may be late, or
     * never come. Whoever left a public room may well be reading it again.
     */
    private void endSubscriptions(RoomId room, RoomChanges changes) {
        var gone = changes.members().stream()
                .filter(member -> member.leftAt() != null)
                .map(member -> member.account().id())
                .toList();
        if (!gone.isEmpty() && !rooms.isPublic(room)) {
            gone.forEach(account -> {
                broadcaster.getObject().revoke(RoomTopics.log(room), account);
                broadcaster.getObject().revoke(RoomTopics.presence(room), account);
            });
        }
    }
}

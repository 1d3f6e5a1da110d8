package io.confab.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.confab.room.Head;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.stomp.Destination;
import io.confab.stomp.NumberedEvent;
import io.confab.stomp.NumberedStream;
import org.springframework.stereotype.Component;

/** The logs of the rooms, for the fan-out to read again what it missed. */
@Component
class RoomStream implements NumberedStream {

    private final Rooms rooms;
    private final CatchUp catchUp;

    RoomStream(Rooms rooms, CatchUp catchUp) {
        this.rooms = rooms;
        this.catchUp = catchUp;
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
        var changes = catchUp.all(RoomTopics.room(destination), rev);
        return new NumberedEvent(destination, rev, changes.rev(), changes);
    }
}

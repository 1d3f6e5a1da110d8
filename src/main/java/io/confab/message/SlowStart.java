package io.confab.message;

import java.time.Clock;

import io.confab.room.RoomEvent.RoomChanged;
import io.confab.room.RoomId;
import io.confab.room.RoomLedger;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * When a room becomes slow, what was said just before counts, as it does to the clients, which know of nobody's rows. Only
 * in a slow room is it noted who posts when.
 */
@Component
class SlowStart {

    private final MessageStore messages;
    private final RoomLedger ledger;
    private final Clock clock;

    SlowStart(MessageStore messages, RoomLedger ledger, Clock clock) {
        this.messages = messages;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Within the transaction that changes the room, under its lock. */
    @EventListener
    void on(RoomChanged event) {
        var slowSeconds = event.roomState().mode().slowSeconds();
        if (slowSeconds != null) {
            var room = new RoomId(event.room());
            var since = clock.instant().minusSeconds(slowSeconds);
            ledger.notePosts(room, messages.lastPosts(room, since));
        }
    }
}

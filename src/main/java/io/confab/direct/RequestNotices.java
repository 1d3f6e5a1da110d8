package io.confab.direct;

import java.util.List;

import io.confab.account.Accounts;
import io.confab.direct.DirectEvent.DirectRequested;
import io.confab.message.MessagesPosted;
import io.confab.room.RoomAudience;
import io.confab.room.RoomId;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.stomp.Broadcaster;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever is asked to talk, once, when the first message is there. */
@Component
class RequestNotices {

    private final Requests requests;
    private final RoomAudience audience;
    private final Rooms rooms;
    private final Accounts accounts;
    private final Broadcaster broadcaster;

    RequestNotices(Requests requests, RoomAudience audience, Rooms rooms, Accounts accounts, Broadcaster broadcaster) {
        this.requests = requests;
        this.audience = audience;
        this.rooms = rooms;
        this.accounts = accounts;
        this.broadcaster = broadcaster;
    }

    @EventListener
    void on(MessagesPosted posted) {
        // The notice goes out with the first message, or with one soon after if that was not told.
        var young = posted.messages().stream()
                .filter(message -> message.seq() <= Verdict.POSTS_UNTIL_ACCEPTED)
                .map(message -> new RoomId(message.room()))
                .distinct()
                .filter(audience::isDirect)
                .toList();
        if (!young.isEmpty()) {
            requests.takeUntold(young)
                    .forEach(row -> broadcaster.publish(
                            List.of(row.account().value()),
                            RoomTopics.NOTICES,
                            new DirectRequested(rooms.view(row.room(), row.account()), accounts.view(row.sender()))));
        }
    }
}

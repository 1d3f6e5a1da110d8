package io.confab.presence;

import java.util.List;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.presence.PresenceEvent.TypingStarted;
import io.confab.room.RoomAudience;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.stomp.SignedIn;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;

/** Destinations of this feature: docs/protocol.md, "STOMP". */
@Controller
class TypingController {

    private final Rooms rooms;
    private final Accounts accounts;
    private final Presences presences;
    private final RoomAudience audience;

    TypingController(Rooms rooms, Accounts accounts, Presences presences, RoomAudience audience) {
        this.rooms = rooms;
        this.accounts = accounts;
        this.presences = presences;
        this.audience = audience;
    }

    @MessageMapping("/rooms/{room}/typing")
    void typing(@DestinationVariable long room, SignedIn me) {
        var account = AccountId.of(me);
        rooms.requireSpeaker(new RoomId(room), account);
        if (!presences.invisible(List.of(account)).isEmpty()) {
            return; // as quietly as it goes for everybody
        }
        audience.tell(new RoomId(room), account, new TypingStarted(room, accounts.view(account)));
    }
}

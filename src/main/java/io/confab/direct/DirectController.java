package io.confab.direct;

import io.confab.account.AccountId;
import io.confab.message.PostMessage;
import io.confab.stomp.Receipt;
import io.confab.stomp.SignedIn;
import jakarta.validation.Valid;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;

/** Private messages over STOMP: docs/protocol.md, "Private messages". */
@Controller
class DirectController {

    private final DirectRooms directRooms;

    DirectController(DirectRooms directRooms) {
        this.directRooms = directRooms;
    }

    @MessageMapping("/direct/{username}/post")
    void post(@DestinationVariable String username, @Valid @Payload PostMessage command, SignedIn me, Receipt receipt) {
        directRooms.post(AccountId.of(me), username, command.draft()).whenComplete(receipt::settle);
    }
}

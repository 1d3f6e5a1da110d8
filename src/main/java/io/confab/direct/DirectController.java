package io.confab.direct;

import io.confab.account.AccountId;
import io.confab.message.Messages;
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
    private final Messages messages;

    DirectController(DirectRooms directRooms, Messages messages) {
        this.directRooms = directRooms;
        this.messages = messages;
    }

    @MessageMapping("/direct/{username}/post")
    void post(@DestinationVariable String username, @Valid @Payload PostMessage command, SignedIn me, Receipt receipt) {
        var author = AccountId.of(me);
        var draft = command.draft();
        messages.post(directRooms.openToWrite(author, username), author, draft).whenComplete(receipt::settle);
    }
}

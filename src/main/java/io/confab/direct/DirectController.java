package io.confab.direct;

import io.confab.account.AccountId;
import io.confab.message.Draft;
import io.confab.message.MessageId;
import io.confab.message.Messages;
import io.confab.stomp.Receipt;
import io.confab.stomp.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
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
    void post(@DestinationVariable String username, @Valid @Payload PostDirect command, SignedIn me, Receipt receipt) {
        var author = AccountId.of(me);
        var draft = command.draft();
        messages.post(directRooms.openToWrite(author, username), author, draft).whenComplete(receipt::settle);
    }

    record PostDirect(
            @NotNull String clientId,
            @NotNull String body,
            @Nullable Long replyTo) {

        Draft draft() {
            return new Draft(clientId, body, replyTo == null ? null : new MessageId(replyTo));
        }
    }
}

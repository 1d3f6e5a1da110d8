package io.confab.bench;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Controller;

/** All that a peer's application does: what is sent to a room goes to its topic. */
@Controller
@TestComponent // so that Confab's own tests, which look for parts below io.confab, pass it over
class SendingOn {

    @MessageMapping("/rooms.{room}")
    @SendTo("/topic/rooms.{room}")
    String send(@Payload String text) {
        return text;
    }
}

package io.confab.stomp;

import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns events into frames: once per event, however many receive it. */
@Component
class EventEncoder {

    private final JsonMapper json;
    private final AtomicLong ephemeral = new AtomicLong();

    EventEncoder(JsonMapper json) {
        this.json = json;
    }

    /** A numbered event's message-id says what it is: the same on every node and at every delivery. */
    Sequencer.Entry encode(NumberedEvent event) {
        var id = String.join("-", event.destination().segments()) + "-" + event.rev();
        var tail = Frame.messageTail(event.destination().toString(), id, json.writeValueAsString(event.body()));
        return new Sequencer.Entry(event.from(), event.rev(), tail);
    }

    String encode(Destination destination, Object body) {
        var id = "e-" + ephemeral.incrementAndGet();
        return Frame.messageTail(destination.toString(), id, json.writeValueAsString(body));
    }
}

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

    String json(Object body) {
        return json.writeValueAsString(body);
    }

    Sequencer.Entry encode(Topic topic, NumberedEvent event) {
        return entry(topic, event.from(), event.rev(), json(event.body()));
    }

    /** A numbered event's message-id says what it is: the same on every node and at every delivery. */
    Sequencer.Entry entry(Topic topic, long from, long rev, String json) {
        var id = String.join("-", topic.destination().segments()) + "-" + rev;
        return new Sequencer.Entry(from, rev, Frame.messageTail(topic.shownAs().toString(), id, json));
    }

    byte[] ephemeral(Destination destination, String json) {
        return Frame.messageTail(destination.toString(), "e-" + ephemeral.incrementAndGet(), json);
    }
}

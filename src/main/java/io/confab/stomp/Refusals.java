package io.confab.stomp;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.shared.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells a client on {@code /user/queue/errors} which of its frames was refused, and why. The connection goes on. */
@Component
class Refusals {

    static final Destination QUEUE = Destination.user("errors");

    private static final int MAX_ECHO = 300;

    private final EventEncoder encoder;
    private final JsonMapper json;
    private final MeterRegistry meters;

    Refusals(EventEncoder encoder, JsonMapper json, MeterRegistry meters) {
        this.encoder = encoder;
        this.json = json;
        this.meters = meters;
    }

    @Bean
    static SubscriptionGuard errorsQueue() {
        return new OwnQueue(QUEUE);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefusedFrame(
            String code,
            String message,
            @Nullable String receipt,
            @Nullable String clientId,
            @Nullable String destination,
            @Nullable Double retryAfter) {}

    void refuse(Connection connection, Message<?> frame, Refusal refusal) {
        meters.counter("confab.frames.refused", "code", refusal.code().wire()).increment();
        var headers = StompHeaderAccessor.wrap(frame);
        var retryAfter = refusal.retryAfter();
        var refused = new RefusedFrame(
                refusal.code().wire(),
                refusal.detail(),
                echo(headers.getReceipt()),
                clientId(frame),
                echo(headers.getDestination()),
                retryAfter == null ? null : retryAfter.toMillis() / 1000.0);
        var tail = encoder.ephemeral(QUEUE, encoder.json(refused));
        listeners(connection)
                .forEach(subscription -> connection.outbound().send(Frame.message(subscription.id(), tail)));
    }

    private static List<Subscription> listeners(Connection connection) {
        return connection.subscriptions().values().stream()
                .filter(subscription -> subscription.topic().destination().equals(QUEUE))
                .toList();
    }

    private static @Nullable String echo(@Nullable String text) {
        return text == null || text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO);
    }

    /** The command's own id, if what the client sent is an object that has one. */
    private @Nullable String clientId(Message<?> frame) {
        if (!(frame.getPayload() instanceof byte[] payload) || payload.length == 0) {
            return null;
        }
        try {
            var id = json.readTree(payload).path("clientId");
            return id.isString() ? echo(id.stringValue()) : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }
}

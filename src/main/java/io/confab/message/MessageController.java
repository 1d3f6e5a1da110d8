package io.confab.message;

import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.room.RoomId;
import io.confab.stomp.LiveSession;
import io.confab.stomp.Receipt;
import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;

/** The log over STOMP: docs/protocol.md, "STOMP". A receipt comes after the commit. */
@Controller
class MessageController {

    private final Messages messages;
    private final History history;

    MessageController(Messages messages, History history) {
        this.messages = messages;
        this.history = history;
    }

    @SubscribeMapping("/sync")
    History.Sync sync(SignedIn me) {
        return history.sync(AccountId.of(me));
    }

    @SubscribeMapping("/rooms/{room}")
    History.Opening open(@DestinationVariable long room, SignedIn me) {
        return history.open(new RoomId(room), AccountId.of(me));
    }

    @MessageMapping("/rooms/{room}/post")
    void post(@DestinationVariable long room, @Valid @Payload PostMessage command, SignedIn me, Receipt receipt) {
        messages.post(new RoomId(room), AccountId.of(me), command.draft()).whenComplete(receipt::settle);
    }

    @MessageMapping("/rooms/{room}/edit")
    void edit(@DestinationVariable long room, @Valid @Payload EditMessage command, SignedIn me, Receipt receipt) {
        messages.edit(
                        new RoomId(room),
                        AccountId.of(me),
                        command.clientId(),
                        new MessageId(command.message()),
                        command.body(),
                        command.rev())
                .whenComplete(receipt::settle);
    }

    @MessageMapping("/rooms/{room}/delete")
    void delete(
            @DestinationVariable long room,
            @Valid @Payload DeleteMessage command,
            LiveSession session,
            Receipt receipt) {
        messages.delete(
                        Actor.of(session),
                        new RoomId(room),
                        command.clientId(),
                        new MessageId(command.message()),
                        command.reason())
                .whenComplete(receipt::settle);
    }

    @MessageMapping("/rooms/{room}/pin")
    void pin(@DestinationVariable long room, @Valid @Payload Pin command, LiveSession session, Receipt receipt) {
        messages.pin(
                        Actor.of(session),
                        new RoomId(room),
                        command.clientId(),
                        new MessageId(command.message()),
                        command.action())
                .whenComplete(receipt::settle);
    }

    @MessageMapping("/rooms/{room}/react")
    void react(@DestinationVariable long room, @Valid @Payload React command, SignedIn me, Receipt receipt) {
        messages.react(
                        new RoomId(room),
                        AccountId.of(me),
                        command.clientId(),
                        new MessageId(command.message()),
                        command.emoji(),
                        command.action())
                .whenComplete(receipt::settle);
    }

    @MessageMapping("/rooms/{room}/read")
    void read(@DestinationVariable long room, @Valid @Payload Read command, SignedIn me, Receipt receipt) {
        messages.read(new RoomId(room), AccountId.of(me), command.seq(), Boolean.TRUE.equals(command.unread()))
                .whenComplete(receipt::settle);
    }

    record EditMessage(
            @NotNull @Schema(minLength = 1, maxLength = Text.MAX_CLIENT_ID_LENGTH)
            String clientId,

            @NotNull @Positive Long message,

            @NotNull @Schema(minLength = 1, maxLength = Text.MAX_BODY_LENGTH)
            String body,

            @NotNull @Positive Long rev) {}

    record DeleteMessage(
            @NotNull @Schema(minLength = 1, maxLength = Text.MAX_CLIENT_ID_LENGTH)
            String clientId,

            @NotNull @Positive Long message,

            @Schema(minLength = 1, maxLength = Text.MAX_REASON_LENGTH) @Nullable
            String reason) {}

    record Pin(
            @NotNull @Schema(minLength = 1, maxLength = Text.MAX_CLIENT_ID_LENGTH)
            String clientId,

            @NotNull @Positive Long message,
            @NotNull PinChange action) {}

    record React(
            @NotNull @Schema(minLength = 1, maxLength = Text.MAX_CLIENT_ID_LENGTH)
            String clientId,

            @NotNull @Positive Long message,
            @NotNull String emoji,
            @NotNull ReactionChange action) {}

    record Read(@NotNull @PositiveOrZero Long seq, @Nullable Boolean unread) {}
}

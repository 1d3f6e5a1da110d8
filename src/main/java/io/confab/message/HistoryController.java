package io.confab.message;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.message.History.Position;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log over HTTP: docs/protocol.md, "Rooms". */
@RestController
@RequestMapping("/api/rooms/{room}")
class HistoryController {

    private final Messages messages;
    private final History history;
    private final Removals removals;

    HistoryController(Messages messages, History history, Removals removals) {
        this.messages = messages;
        this.history = history;
        this.removals = removals;
    }

    @GetMapping("/messages")
    History.Page page(
            @PathVariable long room,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Long around,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me) {
        if (Stream.of(before, after, around).filter(Objects::nonNull).count() > 1) {
            throw ErrorCode.INVALID.because("A page is before, after or around one message.");
        }
        var id = new RoomId(room);
        var reader = AccountId.of(me);
        if (before != null) {
            return history.page(id, reader, Position.BEFORE, before, limit);
        }
        if (after != null) {
            return history.page(id, reader, Position.AFTER, after, limit);
        }
        return around != null
                ? history.page(id, reader, Position.AROUND, around, limit)
                : history.page(id, reader, Position.NEWEST, 0, limit);
    }

    @GetMapping("/changes")
    Changes changes(@PathVariable long room, @RequestParam @Min(0) long since, @RequestParam long epoch, SignedIn me) {
        return history.changes(new RoomId(room), AccountId.of(me), since, epoch);
    }

    @PostMapping("/messages")
    @ApiResponse(responseCode = "201", description = "Posted")
    @ApiResponse(responseCode = "200", description = "Was posted before")
    CompletionStage<ResponseEntity<MessageView>> post(
            @PathVariable long room, @Valid @RequestBody PostMessage command, SignedIn me) {
        return messages.submitPost(new RoomId(room), AccountId.of(me), command.draft())
                .thenApply(answer -> ResponseEntity.status(answer.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
                        .body(answer.message()));
    }

    @DeleteMapping("/messages/{message}")
    CompletionStage<MessageView> delete(
            @PathVariable long room,
            @PathVariable long message,
            @Valid @RequestBody(required = false) @Nullable Delete command,
            SignedIn me,
            HttpServletRequest request) {
        var reason = command == null ? null : command.reason();
        return messages.delete(
                Actor.of(me, request), new RoomId(room), UUID.randomUUID().toString(), new MessageId(message), reason);
    }

    record Delete(
            @Schema(minLength = 1, maxLength = Text.MAX_REASON_LENGTH) @Nullable
            String reason) {}

    @GetMapping("/removed/{message}")
    Removals.RemovedMessage removed(@PathVariable long room, @PathVariable long message, SignedIn me) {
        return removals.original(new RoomId(room), AccountId.of(me), new MessageId(message));
    }

    @GetMapping("/pins")
    Pins pins(@PathVariable long room, SignedIn me) {
        return new Pins(messages.pinned(new RoomId(room), AccountId.of(me)));
    }

    record Pins(List<MessageView> messages) {}
}

package io.confab.moderation;

import java.time.Instant;

import io.confab.audit.Actor;
import io.confab.moderation.Purges.Order;
import io.confab.room.RoomId;
import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Purges over HTTP: docs/protocol.md, "Messages taken away". */
@RestController
@RequestMapping("/api/moderation/purges")
class PurgeController {

    private final Purges purges;

    PurgeController(Purges purges) {
        this.purges = purges;
    }

    @PostMapping
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Purges.Done.class)))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Purges.Preview.class)))
    ResponseEntity<Object> purge(@Valid @RequestBody Command command, SignedIn me, HttpServletRequest request) {
        var by = Actor.of(me, request);
        var room = command.room();
        var order = new Order(
                command.account(),
                room == null ? null : new RoomId(room),
                command.since(),
                command.until(),
                command.reason().strip());
        return Boolean.TRUE.equals(command.preview())
                ? ResponseEntity.ok(purges.preview(by, order))
                : ResponseEntity.status(HttpStatus.CREATED).body(purges.carryOut(by, order));
    }

    record Command(
            @NotNull String account,
            @Positive @Nullable Long room,
            @NotNull Instant since,
            @Nullable Instant until,

            @NotBlank @Size(max = 500) @Pattern(regexp = "[^\\x00]*")
            String reason,

            @Nullable Boolean preview) {}

    /** @param left how many messages did not come back */
    record Undone(int left) {}

    @DeleteMapping("/{id}")
    Undone undo(@PathVariable long id, SignedIn me, HttpServletRequest request) {
        return new Undone(purges.undo(Actor.of(me, request), id));
    }
}

package io.confab.room;

import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rooms over HTTP: docs/protocol.md, "Rooms". */
@RestController
@RequestMapping("/api/rooms")
class RoomController {

    private final Rooms rooms;
    private final StaffActs acts;

    RoomController(Rooms rooms, StaffActs acts) {
        this.rooms = rooms;
        this.acts = acts;
    }

    @GetMapping
    Rooms.Page list(
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable Long after,
            SignedIn me) {
        return rooms.list(AccountId.of(me), query, after == null ? null : new RoomId(after), limit);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RoomView create(@Valid @RequestBody CreateRoom command, SignedIn me) {
        return rooms.create(AccountId.of(me), command.name(), command.kind(), command.description());
    }

    @GetMapping("/{room}")
    RoomView view(@PathVariable long room, SignedIn me) {
        return rooms.view(new RoomId(room), AccountId.of(me));
    }

    @PatchMapping("/{room}")
    RoomView change(
            @PathVariable long room, @Valid @RequestBody RoomChange command, SignedIn me, HttpServletRequest request) {
        return acts.change(Actor.of(me, request), new RoomId(room), command);
    }

    record CreateRoom(
            @NotBlank @Schema(maxLength = RoomName.MAX_LENGTH)
            String name,

            @NotNull RoomKind kind,

            @Schema(maxLength = Room.MAX_DESCRIPTION_LENGTH) @Nullable
            String description) {}
}

package io.confab.direct;

import java.util.List;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import io.confab.room.RoomView;
import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Private messages over HTTP: docs/protocol.md, "Private messages". */
@RestController
class DirectHttpController {

    private final DirectRooms directRooms;
    private final Privacy privacy;

    DirectHttpController(DirectRooms directRooms, Privacy privacy) {
        this.directRooms = directRooms;
        this.privacy = privacy;
    }

    @PostMapping("/api/direct")
    @ApiResponse(responseCode = "201", description = "Opened")
    @ApiResponse(responseCode = "200", description = "Was there")
    ResponseEntity<RoomView> open(@Valid @RequestBody OpenDirect command, SignedIn me) {
        var opened = directRooms.open(AccountId.of(me), command.usernames());
        return ResponseEntity.status(opened.opened() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(opened.room());
    }

    @GetMapping("/api/direct/requests")
    MyRequests requests(SignedIn me) {
        return new MyRequests(directRooms.requests(AccountId.of(me)));
    }

    @PutMapping("/api/direct/requests/{room}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(@PathVariable long room, SignedIn me) {
        directRooms.accept(new RoomId(room), AccountId.of(me));
    }

    @DeleteMapping("/api/direct/requests/{room}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(@PathVariable long room, SignedIn me) {
        directRooms.decline(new RoomId(room), AccountId.of(me));
    }

    @GetMapping("/api/blocks")
    MyBlocks blocks(SignedIn me) {
        return new MyBlocks(privacy.blocks(AccountId.of(me)));
    }

    @PutMapping("/api/blocks/{username}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void block(@PathVariable String username, SignedIn me) {
        privacy.block(AccountId.of(me), username);
    }

    @DeleteMapping("/api/blocks/{username}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unblock(@PathVariable String username, SignedIn me) {
        privacy.unblock(AccountId.of(me), username);
    }

    @GetMapping("/api/settings/direct")
    DirectSettings settings(SignedIn me) {
        return privacy.settings(AccountId.of(me));
    }

    @PatchMapping("/api/settings/direct")
    DirectSettings change(@RequestBody ChangeSettings command, SignedIn me) {
        return privacy.change(AccountId.of(me), command.accept(), command.readReceipts());
    }

    record OpenDirect(@NotNull @NotEmpty @Size(max = 9) List<@NotNull String> usernames) {}

    record ChangeSettings(
            @Nullable Acceptance accept, @Nullable Boolean readReceipts) {}

    record MyRequests(List<DirectRooms.Asked> requests) {}

    record MyBlocks(List<Privacy.Block> blocks) {}
}

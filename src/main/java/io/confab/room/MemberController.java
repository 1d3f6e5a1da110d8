package io.confab.room;

import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is in a room, over HTTP: docs/protocol.md, "Rooms". */
@RestController
@RequestMapping("/api/rooms/{room}/members")
class MemberController {

    private static final String NO_NUL = "[^\\x00]*";

    private final Members members;
    private final StaffActs acts;

    MemberController(Members members, StaffActs acts) {
        this.members = members;
        this.acts = acts;
    }

    @GetMapping
    Members.Page list(
            @PathVariable long room,
            @RequestParam(defaultValue = "200") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable Long after,
            SignedIn me) {
        return members.list(new RoomId(room), AccountId.of(me), after == null ? null : new AccountId(after), limit);
    }

    @PutMapping("/me")
    MemberView join(@PathVariable long room, SignedIn me) {
        return members.join(new RoomId(room), AccountId.of(me));
    }

    @DeleteMapping("/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable long room, SignedIn me) {
        members.leave(new RoomId(room), AccountId.of(me));
    }

    @PutMapping("/me/level")
    Attention attend(@PathVariable long room, @Valid @RequestBody Attention attention, SignedIn me) {
        return members.attend(new RoomId(room), AccountId.of(me), attention);
    }

    @PatchMapping("/{account}")
    MemberView changeRole(
            @PathVariable long room,
            @PathVariable long account,
            @Valid @RequestBody ChangeRole command,
            SignedIn me,
            HttpServletRequest request) {
        return acts.changeRole(
                Actor.of(me, request), new RoomId(room), new AccountId(account), command.role(), command.reason());
    }

    @DeleteMapping("/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable long room,
            @PathVariable long account,
            @Valid @RequestBody(required = false) @Nullable Remove command,
            SignedIn me,
            HttpServletRequest request) {
        acts.remove(
                Actor.of(me, request),
                new RoomId(room),
                new AccountId(account),
                command == null ? null : command.reason());
    }

    record ChangeRole(
            @NotNull Role role,

            @Size(max = 500) @Pattern(regexp = NO_NUL) @Nullable
            String reason) {}

    record Remove(
            @Size(max = 500) @Pattern(regexp = NO_NUL) @Nullable
            String reason) {}
}

package io.confab.room;

import java.util.List;

import io.confab.account.AccountId;
import io.confab.stomp.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invitations over HTTP: docs/protocol.md, "Rooms". */
@RestController
class InvitationController {

    private final Invitations invitations;

    InvitationController(Invitations invitations) {
        this.invitations = invitations;
    }

    @PostMapping("/api/rooms/{room}/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Invitations.Invited invite(@PathVariable long room, @Valid @RequestBody Invite command, SignedIn me) {
        return invitations.invite(new RoomId(room), AccountId.of(me), command.username());
    }

    @GetMapping("/api/invitations")
    MyInvitations list(SignedIn me) {
        return new MyInvitations(invitations.of(AccountId.of(me)));
    }

    @DeleteMapping("/api/invitations/{room}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(@PathVariable long room, SignedIn me) {
        invitations.decline(new RoomId(room), AccountId.of(me));
    }

    record Invite(@NotBlank String username) {}

    record MyInvitations(List<Invitations.InvitationView> invitations) {}
}

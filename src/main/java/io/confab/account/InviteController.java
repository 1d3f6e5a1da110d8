package io.confab.account;

import java.time.Instant;
import java.util.List;

import io.confab.account.Invite.InviteView;
import io.confab.audit.Actor;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invites, for administrators: docs/protocol.md, "Who you are". */
@RestController
@RequestMapping("/api/invites")
class InviteController {

    private static final int MAX_USES = 10_000;

    private final IssuedInvites invites;

    InviteController(IssuedInvites invites) {
        this.invites = invites;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    InviteView create(@Valid @RequestBody CreateInvite command, SignedIn me, HttpServletRequest request) {
        return invites.create(Actor.of(me, request), command.uses() == null ? 1 : command.uses(), command.expiresAt());
    }

    record CreateInvite(
            @Min(1) @Max(MAX_USES) @Nullable Integer uses,
            @Nullable Instant expiresAt) {}

    @GetMapping
    Invites list(SignedIn me) {
        return new Invites(invites.list(AccountId.of(me)));
    }

    record Invites(List<InviteView> invites) {}

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable long id, SignedIn me, HttpServletRequest request) {
        invites.withdraw(Actor.of(me, request), id);
    }
}

package io.confab.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import io.confab.account.Invite.InviteView;
import io.confab.shared.ErrorCode;
import io.confab.stomp.SignedIn;
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

    private static final int CODE_BYTES = 15;
    private static final int MAX_USES = 10_000;

    private final InviteRepository invites;
    private final Accounts accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    InviteController(InviteRepository invites, Accounts accounts, Clock clock) {
        this.invites = invites;
        this.accounts = accounts;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    InviteView create(@Valid @RequestBody CreateInvite command, SignedIn me) {
        accounts.requireAdministrator(AccountId.of(me));
        var now = clock.instant();
        var expiresAt = command.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ErrorCode.INVALID.because("This moment has passed.").at("expiresAt");
        }
        var code = new byte[CODE_BYTES];
        random.nextBytes(code);
        return invites.save(new Invite(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(code),
                        command.uses() == null ? 1 : command.uses(),
                        AccountId.of(me),
                        now,
                        expiresAt))
                .view();
    }

    record CreateInvite(
            @Min(1) @Max(MAX_USES) @Nullable Integer uses,
            @Nullable Instant expiresAt) {}

    @GetMapping
    Invites list(SignedIn me) {
        accounts.requireAdministrator(AccountId.of(me));
        return new Invites(invites.findAllByOrderByCreatedAtDescIdDesc().stream()
                .map(Invite::view)
                .toList());
    }

    record Invites(List<InviteView> invites) {}

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable long id, SignedIn me) {
        accounts.requireAdministrator(AccountId.of(me));
        if (invites.withdraw(id) == 0) {
            throw ErrorCode.NOT_FOUND.because("There is no such invite.");
        }
    }
}

package io.confab.moderation;

import io.confab.account.AccountId;
import io.confab.account.PasswordCheck;
import io.confab.account.Secret;
import io.confab.audit.Actor;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Appeals over HTTP: docs/protocol.md, "Sanctions". */
@RestController
class AppealController {

    private static final String NO_NUL = "[^\\x00]*";

    private final Appeals appeals;
    private final PasswordCheck passwords;

    AppealController(Appeals appeals, PasswordCheck passwords) {
        this.appeals = appeals;
        this.passwords = passwords;
    }

    @PostMapping("/api/moderation/sanctions/{id}/appeal")
    SanctionView appeal(@PathVariable long id, @Valid @RequestBody Text command, SignedIn me) {
        return appeals.appeal(AccountId.of(me), id, command.text().strip());
    }

    record Text(
            @NotBlank @Size(max = 1000) @Pattern(regexp = NO_NUL)
            String text) {}

    @PostMapping("/api/moderation/sanctions/{id}/answer")
    SanctionView answer(
            @PathVariable long id, @Valid @RequestBody Answer command, SignedIn me, HttpServletRequest request) {
        return appeals.answer(
                Actor.of(me, request), id, command.outcome(), command.text().strip());
    }

    record Answer(
            @NotNull Appeal.Outcome outcome,

            @NotBlank @Size(max = 500) @Pattern(regexp = NO_NUL)
            String text) {}

    /** For whoever is banned and cannot sign in. JSON alone: a form of a foreign page cannot send it. */
    @PostMapping(path = "/api/appeals", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void appealBan(@Valid @RequestBody Banned command, HttpServletRequest request) {
        var me = passwords.require(command.username(), command.password(), request);
        appeals.appealBan(me, command.text().strip());
    }

    record Banned(
            @NotNull @Size(max = 64) String username,
            @NotNull Secret password,

            @NotBlank @Size(max = 1000) @Pattern(regexp = NO_NUL)
            String text) {}

    /** What keeps out whoever cannot sign in, and what was answered. A POST, because it takes a password. */
    @PostMapping(path = "/api/appeals/mine", consumes = MediaType.APPLICATION_JSON_VALUE)
    SanctionView mine(@Valid @RequestBody Proof command, HttpServletRequest request) {
        return appeals.ban(passwords.require(command.username(), command.password(), request));
    }

    record Proof(
            @NotNull @Size(max = 64) String username,
            @NotNull Secret password) {}
}

package io.confab.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.confab.shared.ErrorCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

/** Tokens for programs: docs/protocol.md, "Who you are". */
@RestController
@RequestMapping("/api/tokens")
class TokenController {

    private final SignIns signIns;

    TokenController(SignIns signIns) {
        this.signIns = signIns;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TokenCreated create(@Valid @RequestBody CreateToken command, SignedInAuthentication me) {
        if (me.isGuest()) {
            throw ErrorCode.FORBIDDEN.because("Guests have no tokens.");
        }
        return TokenCreated.of(signIns.give(AccountId.of(me), command.name(), command.parsedScopes()));
    }

    record CreateToken(
            @NotBlank @Size(max = 64) @Pattern(regexp = "\\P{Cntrl}*", message = "has a control character")
            String name,

            @Size(max = 16) @Nullable List<String> scopes) {

        Set<Scope> parsedScopes() {
            return Scope.parse(scopes == null ? List.of() : scopes);
        }
    }

    record TokenCreated(UUID id, String name, List<String> scopes, Instant createdAt, Secret token) {

        static TokenCreated of(SignIns.NewToken given) {
            var signIn = given.signIn();
            return new TokenCreated(signIn.getId(), signIn.name(), signIn.scopes(), signIn.createdAt(), given.token());
        }
    }

    @GetMapping
    Mine list(SignedInAuthentication me) {
        return new Mine(signIns.of(AccountId.of(me), SignIn.Kind.TOKEN).stream()
                .map(TokenView::of)
                .toList());
    }

    record Mine(List<TokenView> tokens) {}

    record TokenView(
            UUID id,
            String name,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {

        static TokenView of(SignIn token) {
            return new TokenView(token.getId(), token.name(), token.scopes(), token.createdAt(), token.lastSeenAt());
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id, SignedInAuthentication me) {
        signIns.end(AccountId.of(me), SignIn.Kind.TOKEN, id);
    }
}

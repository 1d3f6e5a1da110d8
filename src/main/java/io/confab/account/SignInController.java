package io.confab.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.confab.stomp.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where I am signed in: docs/protocol.md, "Who you are". */
@RestController
@RequestMapping("/api/sign-ins")
class SignInController {

    private final SignIns signIns;

    SignInController(SignIns signIns) {
        this.signIns = signIns;
    }

    @GetMapping
    Mine list(SignedIn me) {
        return new Mine(signIns.of(AccountId.of(me), SignIn.Kind.COOKIE).stream()
                .map(signIn -> SignInView.of(signIn, me))
                .toList());
    }

    record Mine(List<SignInView> signIns) {}

    record SignInView(
            UUID id,
            boolean current,
            Instant createdAt,
            @Nullable Instant lastSeenAt,
            @Nullable String address,
            @Nullable String userAgent) {

        static SignInView of(SignIn signIn, SignedIn me) {
            return new SignInView(
                    signIn.getId(),
                    signIn.getId().toString().equals(me.signIn()),
                    signIn.createdAt(),
                    signIn.lastSeenAt(),
                    signIn.address(),
                    signIn.userAgent());
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id, SignedIn me) {
        signIns.end(AccountId.of(me), SignIn.Kind.COOKIE, id);
    }
}

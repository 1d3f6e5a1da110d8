package io.confab.account;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and who I am: docs/protocol.md, "Who you are". */
@RestController
@RequestMapping("/api/session")
class SessionController {

    private final AccountRepository accounts;
    private final AccountPolicy policy;
    private final SetUp setUp;
    private final SigningIn signingIn;
    private final SignIns signIns;
    private final BrowserSession browserSession;

    SessionController(
            AccountRepository accounts,
            AccountPolicy policy,
            SetUp setUp,
            SigningIn signingIn,
            SignIns signIns,
            BrowserSession browserSession) {
        this.accounts = accounts;
        this.policy = policy;
        this.setUp = setUp;
        this.signingIn = signingIn;
        this.signIns = signIns;
        this.browserSession = browserSession;
    }

    @GetMapping
    SessionView whoAmI(
            @Nullable SignedIn me, CsrfToken csrf, HttpServletRequest request, HttpServletResponse response) {
        if (me == null) {
            browserSession.forgetEnded(request, response);
        }
        var account = me == null
                ? null
                : accounts.findById(me.account()).map(OwnAccount::of).orElse(null);
        return new SessionView(
                account,
                new SessionView.Csrf(csrf.getHeaderName(), csrf.getToken()),
                policy.signUp(),
                policy.guests(),
                setUp.isOpen());
    }

    record SessionView(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            OwnAccount account,

            Csrf csrf,
            AccountSettings.SignUp signUp,
            boolean guests,
            boolean setUp) {

        record Csrf(String header, String token) {}
    }

    /** JSON alone: a form of a foreign page cannot send it. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    OwnAccount signIn(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        var proven = signingIn.check(credentials.username(), credentials.password(), ClientAddress.of(request));
        browserSession.open(proven, request);
        return proven.account();
    }

    record Credentials(
            @NotNull @Size(max = 64) String username,
            @NotNull Secret password) {}

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@Nullable SignedIn me, HttpServletRequest request, HttpServletResponse response) {
        if (me != null && !me.fromCookie()) {
            signIns.end(UUID.fromString(me.signIn()));
        } else {
            browserSession.close(request, response);
        }
    }
}

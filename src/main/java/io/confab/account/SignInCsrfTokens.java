package io.confab.account;

import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** The CSRF token is the sign-in's own. Who has no cookie needs none, and gets one that stands for nothing. */
final class SignInCsrfTokens implements CsrfTokenRepository {

    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        var token = loadToken(request);
        return token != null ? token : token(UUID.randomUUID().toString());
    }

    @Override
    public void saveToken(
            @Nullable CsrfToken token, HttpServletRequest request, @Nullable HttpServletResponse response) {
        // The sign-in keeps it.
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        var signedIn = fromCookie();
        var csrf = signedIn == null ? null : signedIn.csrf();
        return csrf == null ? null : token(csrf);
    }

    /** Whether the request's identity comes from the cookie: then, and only then, a foreign page could have sent it. */
    static boolean isFromCookie() {
        return fromCookie() != null;
    }

    private static @Nullable SignedInAuthentication fromCookie() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedInAuthentication signedIn
                        && signedIn.fromCookie()
                ? signedIn
                : null;
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, PARAMETER, value);
    }
}

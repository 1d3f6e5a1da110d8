package io.confab.account;

import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.stereotype.Component;

/**
 * The HTTP session of a browser. It holds one thing, the id of the sign-in, and it exists only for who is signed in.
 * When it runs out is decided by the sign-in alone.
 */
@Component
class BrowserSession {

    /** Spring Session keeps this attribute in a column with an index, so that a sign-in finds its session to end it. */
    private static final String SIGN_IN = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    private static final String USER_AGENT = "User-Agent";

    private final SignIns signIns;
    private final SignInSettings settings;
    private final CookieSerializer cookies;

    BrowserSession(SignIns signIns, SignInSettings settings, CookieSerializer cookies) {
        this.signIns = signIns;
        this.settings = settings;
        this.cookies = cookies;
    }

    /** The sign-in that the cookie of this request stands for; it may have ended. */
    Optional<UUID> signIn(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SIGN_IN) instanceof String id
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }

    /** Signs this browser in as the account whose password it proved to know. */
    void open(SigningIn.Proven proven, HttpServletRequest request) {
        open(signIns.begin(proven, request.getRemoteAddr(), request.getHeader(USER_AGENT)), request);
    }

    /** Signs this browser in as the account, which is its own beyond doubt. */
    void open(AccountId account, HttpServletRequest request) {
        open(signIns.begin(account, request.getRemoteAddr(), request.getHeader(USER_AGENT)), request);
    }

    /** The sign-in before ends, and so does its session: an id that somebody knew before never becomes an identity. */
    private void open(SignIn signIn, HttpServletRequest request) {
        signIn(request).ifPresent(signIns::end);
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var session = request.getSession(true);
        session.setMaxInactiveInterval(Math.toIntExact(settings.lifetime().toSeconds()));
        session.setAttribute(SIGN_IN, signIn.getId().toString());
    }

    /** Ends the sign-in of this browser, if it has one, and takes its cookie away. */
    void close(HttpServletRequest request, HttpServletResponse response) {
        signIn(request).ifPresent(signIns::end);
        forget(request, response);
    }

    /** Takes a cookie away that stands for nobody any more. Whoever is banned is nobody only until that is over. */
    void forgetEnded(HttpServletRequest request, HttpServletResponse response) {
        if (signIn(request).filter(signIns::isAlive).isEmpty()) {
            forget(request, response);
        }
    }

    private void forget(HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        } else if (request.getRequestedSessionId() != null) {
            cookies.writeCookieValue(new CookieValue(request, response, ""));
        }
    }
}

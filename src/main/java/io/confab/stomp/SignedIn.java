package io.confab.stomp;

import java.security.Principal;

/** Who is behind a request or a connection, as the module that knows the accounts has found out. */
public interface SignedIn extends Principal {

    /** The account's id. */
    long account();

    /**
     * What ends together: the id of the sign-in or of the token. {@link Connections#closeSignIn} ends every connection
     * that came by it.
     */
    String signIn();

    /** Whether the browser's cookie is the proof, so that a CSRF token is needed too. */
    boolean fromCookie();
}

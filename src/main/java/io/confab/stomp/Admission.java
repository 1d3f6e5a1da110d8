package io.confab.stomp;

import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** Decides who may connect. Implemented by the module that knows the accounts. */
public interface Admission {

    /**
     * Who the bearer of a token is.
     *
     * @param address where the connection comes from, as far as that is known
     * @throws Refusal {@code unauthenticated} if the token is unknown, revoked or expired
     */
    SignedIn authenticate(String bearerToken, @Nullable String address);

    /**
     * Asked at every CONNECT, after the proof of identity, so that a sign-in which ended since the handshake does not
     * slip through.
     *
     * @throws Refusal if this sign-in may not connect (any more)
     */
    void admit(SignedIn signedIn, @Nullable String address);
}

package io.confab.stomp;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A connection that has passed CONNECT, as features know it. A controller's method may have one as a parameter: that of
 * the connection that the frame came by.
 *
 * @param id given by the server, never used twice
 * @param signIn the id of the sign-in or the token
 * @param address where it comes from, as far as that is known
 */
public record LiveSession(
        UUID id,
        long account,
        String signIn,
        Transport transport,
        @Nullable String address,
        @Nullable String userAgent) {

    public enum Transport {
        WEBSOCKET,
        SOCKJS
    }
}

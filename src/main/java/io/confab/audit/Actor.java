package io.confab.audit;

import io.confab.stomp.LiveSession;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, and from where.
 *
 * @param account the account's id
 * @param address null where it is not known
 */
public record Actor(long account, @Nullable String address) {

    /** Whoever made a request over HTTP. */
    public static Actor of(SignedIn me, HttpServletRequest request) {
        return new Actor(me.account(), request.getRemoteAddr());
    }

    /** Whoever sent a frame. */
    public static Actor of(LiveSession session) {
        return new Actor(session.account(), session.address());
    }
}

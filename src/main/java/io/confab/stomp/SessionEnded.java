package io.confab.stomp;

/**
 * A connection that had begun is gone. Published once for each {@link SessionBegan}, and after it; listeners note it and
 * return.
 *
 * @param goodBye whether it ended by somebody's will (DISCONNECT, a page that was left, a sign-out) and did not vanish
 */
public record SessionEnded(LiveSession session, boolean goodBye) {}

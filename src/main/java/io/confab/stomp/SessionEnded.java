package io.confab.stomp;

import java.time.Duration;

/**
 * A connection that had begun is gone. Published once for each {@link SessionBegan}, and after it; listeners note it and
 * return.
 *
 * @param goodBye whether it ended by somebody's will (DISCONNECT, a page that was left, a sign-out) and did not vanish
 * @param silence for how long nothing had been heard of it, if it was ended for that; otherwise zero
 */
public record SessionEnded(LiveSession session, boolean goodBye, Duration silence) {}

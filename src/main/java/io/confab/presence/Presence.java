package io.confab.presence;

/** What others see of somebody. The names are on the wire. */
enum Presence {
    ONLINE,
    /** Every session is idle. */
    AWAY,
    DO_NOT_DISTURB,
    /** Vanished without a good-bye, and may be back in a moment. */
    DROPPED,
    OFFLINE
}

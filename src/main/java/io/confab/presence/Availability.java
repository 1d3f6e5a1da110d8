package io.confab.presence;

/** What somebody wants others to see of them. */
enum Availability {
    /** What is the case. */
    AUTOMATIC,
    DO_NOT_DISTURB,
    /** Shown as offline, whatever is the case. */
    INVISIBLE
}

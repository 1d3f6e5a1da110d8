package io.confab.direct;

/** From whom an account takes private messages. */
enum Acceptance {
    /** From everybody; from whom it shares no room with, as a request. */
    EVERYONE,
    SHARED_ROOM,
    NOBODY
}

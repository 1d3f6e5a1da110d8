package io.confab.room;

/** What of a room somebody wants to be told about. */
public enum Level {
    ALL,
    MENTIONS,
    NOTHING
}

package io.confab.room;

/** How far a room's log has come. */
public record Head(long rev, long seq) {}

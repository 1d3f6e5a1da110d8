package io.confab.stomp;

/**
 * The server stops; connections are still there and are closed right after. Whoever has accepted something finishes it
 * while handling this event, so that its receipt still goes out, and accepts nothing more.
 */
public record Stopping() {}

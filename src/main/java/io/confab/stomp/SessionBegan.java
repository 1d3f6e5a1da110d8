package io.confab.stomp;

/**
 * A connection passed CONNECT. Published as an application event on the thread of its socket, before CONNECTED: listeners
 * note it and return.
 */
public record SessionBegan(LiveSession session) {}

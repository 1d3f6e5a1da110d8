package io.confab.stomp;

/** Gives the other nodes a hint. Call it after the commit. Never fails and never waits; thread-safe. */
public interface Signals {

    void send(Signal signal);
}

package io.confab.message;

/** What becomes of a pin. */
public enum PinChange {
    ADD,
    REMOVE
}

package io.confab.message;

/** What becomes of a reaction. Each says how it shall be afterwards, so that asking twice is no different. */
public enum ReactionChange {
    ADD,
    REMOVE
}

package io.confab.room;

/** Who may come in. */
public enum RoomKind {
    /** Every account may read; whoever wants to speak joins, in one step. */
    PUBLIC,
    /** For members alone. Whoever is not one does not learn that it exists. */
    PRIVATE,
    /** The conversation of a few accounts. */
    DIRECT
}

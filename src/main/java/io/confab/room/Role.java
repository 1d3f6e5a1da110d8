package io.confab.room;

/** A member's place in a room, from the highest. */
public enum Role {
    OWNER,
    MODERATOR,
    MEMBER
}

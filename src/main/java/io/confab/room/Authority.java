package io.confab.room;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What an account may do in a room, by its role there. Nobody acts upwards or on an equal, except owners on themselves.
 * An administrator of the server ranks above the owners of a public room, and is nobody in a private one.
 *
 * @param role          null if the account is no member
 * @param administrator whether the account administrates the server; asked only when it matters
 */
public record Authority(RoomKind kind, @Nullable Role role, BooleanSupplier administrator) {

    private static final int NOBODY = 0;
    private static final int MEMBER = 1;
    private static final int MODERATOR = 2;
    private static final int OWNER = 3;
    private static final int ADMINISTRATOR = 4;

    public boolean mayRead() {
        return kind == RoomKind.PUBLIC || role != null;
    }

    public boolean mayPost() {
        return role != null;
    }

    /** May delete what others said. */
    public boolean mayModerate() {
        return rank() >= MODERATOR;
    }

    boolean mayRename() {
        return rank() >= MODERATOR;
    }

    boolean mayArchive() {
        return rank() >= OWNER;
    }

    boolean mayInvite() {
        return role != null;
    }

    boolean mayRemove(Role other) {
        return rank() >= MODERATOR && rank() > rank(other);
    }

    /** May give another member, who has the role {@code current}, the role {@code next}. */
    boolean mayAppoint(Role current, Role next) {
        return rank() >= OWNER && rank() > rank(current) && rank() >= rank(next);
    }

    /** May take another role oneself. Up is a way only for who is above the room's roles anyway. */
    boolean mayTake(Role next) {
        return rank() >= OWNER && rank() >= rank(next);
    }

    private int rank() {
        // A moderator or member may be an administrator too, so the role alone does not settle it.
        return kind == RoomKind.PUBLIC && administrator.getAsBoolean() ? ADMINISTRATOR : rank(role);
    }

    private static int rank(@Nullable Role role) {
        if (role == null) {
            return NOBODY;
        }
        return switch (role) {
            case OWNER -> OWNER;
            case MODERATOR -> MODERATOR;
            case MEMBER -> MEMBER;
        };
    }
}

package io.confab.room;

import java.util.function.Supplier;

import io.confab.account.AccountRole;
import org.jspecify.annotations.Nullable;

/**
 * What an account may do in a room, by its role there. Nobody acts upwards or on an equal, except owners on themselves.
 * Who moderates or administrates the server ranks above the owners of a public room, and is nobody in a private one.
 *
 * @param role   null if the account is no member
 * @param server what the account may do on the server; asked only when it matters
 * @param barred whether it is banned from the room
 */
public record Authority(RoomKind kind, @Nullable Role role, Supplier<AccountRole> server, boolean barred) {

    private static final int NOBODY = 0;
    private static final int MEMBER = 1;
    private static final int MODERATOR = 2;
    private static final int OWNER = 3;
    private static final int SERVER_MODERATOR = 4;
    private static final int ADMINISTRATOR = 5;

    Authority(RoomKind kind, @Nullable Role role, Supplier<AccountRole> server) {
        this(kind, role, server, false);
    }

    public boolean mayRead() {
        return !barred && (kind == RoomKind.PUBLIC || role != null);
    }

    /** May send the other away or hold them back, who need not be a member. */
    boolean mayRestrict(Authority other) {
        return rank() >= MODERATOR && rank() > other.rank();
    }

    boolean isBelow(Authority other) {
        return rank() < other.rank();
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

    /** May give another member the role {@code next}. */
    boolean mayAppoint(Authority other, Role next) {
        return rank() >= OWNER && rank() > other.rank() && rank() >= rank(next);
    }

    /** May take another role oneself. Up is a way only for who is above the room's roles anyway. */
    boolean mayTake(Role next) {
        return rank() >= OWNER && rank() >= rank(next);
    }

    private int rank() {
        // A moderator or member may have a role on the server too, so the role alone does not settle it.
        return kind == RoomKind.PUBLIC ? Math.max(rank(server.get()), rank(role)) : rank(role);
    }

    private static int rank(AccountRole role) {
        return switch (role) {
            case ADMINISTRATOR -> ADMINISTRATOR;
            case MODERATOR -> SERVER_MODERATOR;
            case USER -> NOBODY;
        };
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

package io.confab.room;

import java.util.Objects;

import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * How an account stands in a room.
 *
 * @param membership null if it is no member, or no member any more
 */
record Standing(Room room, @Nullable Membership membership, Authority authority) {

    /** To whom may not read it, a room does not exist. */
    Standing requireReader() {
        if (!authority.mayRead()) {
            throw noSuchRoom();
        }
        return this;
    }

    Membership requireMember() {
        requireReader();
        if (membership == null) {
            throw ErrorCode.NOT_A_MEMBER.because("Join the room first.");
        }
        return membership;
    }

    Membership member() {
        return Objects.requireNonNull(membership);
    }

    static RuntimeException archived() {
        return ErrorCode.ROOM_ARCHIVED.because("This room is archived: it can be read, not changed.");
    }

    static RuntimeException noSuchRoom() {
        return ErrorCode.NOT_FOUND.because("There is no such room.");
    }
}

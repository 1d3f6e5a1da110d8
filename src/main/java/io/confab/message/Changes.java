package io.confab.message;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.room.MemberView;
import io.confab.room.RoomView;
import org.jspecify.annotations.Nullable;

/**
 * What of a room changed after a rev, each in its current state.
 *
 * @param rev       up to which it is complete
 * @param reset     drop what you hold of this room and load the newest: it is not told one by one
 * @param messages  in the order of their revs
 * @param members   the ended memberships too
 * @param roomState null if the room itself did not change
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Changes(
        long epoch,
        long rev,
        boolean reset,
        List<MessageView> messages,
        List<MemberView> members,
        @Nullable RoomView roomState) {

    static Changes reset(long epoch, long rev) {
        return new Changes(epoch, rev, true, List.of(), List.of(), null);
    }
}

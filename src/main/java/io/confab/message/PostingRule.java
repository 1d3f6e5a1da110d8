package io.confab.message;

import java.util.Map;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.room.LockedRoom;
import io.confab.room.RoomId;
import io.confab.room.RoomLedger.Writer;

/**
 * A reason not to accept a draft. Other modules contribute rules; they run in bean order, first for a quick answer and
 * once more under the room's lock, within the transaction that writes for many rooms: let them be quick.
 */
public interface PostingRule {

    /**
     * @throws io.confab.shared.Refusal if this author may not post this here and now
     */
    void check(RoomId room, AccountId author, Draft draft);

    /**
     * The same for an edit and a reaction, under the room's lock alone.
     *
     * @throws io.confab.shared.Refusal if this author may change nothing here now
     */
    default void checkChange(RoomId room, AccountId author) {}

    /**
     * The rule as it holds for one batch of the log: what it has to know of all these writers it can read here at once,
     * under the locks of the rooms, instead of once for each of them.
     */
    default PostingRule within(Map<RoomId, LockedRoom> rooms, Set<Writer> writers) {
        return this;
    }
}

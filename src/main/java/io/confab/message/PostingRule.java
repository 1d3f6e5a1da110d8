package io.confab.message;

import io.confab.account.AccountId;
import io.confab.room.RoomId;

/**
 * A reason not to accept a draft. Other modules contribute rules; they run in bean order, first for a quick answer and
 * once more under the room's lock, within the transaction that writes for many rooms: let them be quick.
 */
public interface PostingRule {

    /**
     * @throws io.confab.shared.Refusal if this author may not post this here and now
     */
    void check(RoomId room, AccountId author, Draft draft);
}

package io.confab.message;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.room.RoomId;

/** What the log shows of direct rooms and of no others. Contributed by the module that opens them. */
public interface DirectDetails {

    /** Whom somebody asks to talk in these rooms, and who. */
    Map<RoomId, Map<AccountId, Request>> requests(Collection<RoomId> rooms);

    /** How far the others have read in a direct room, of those who show it, if the viewer does. */
    List<Reader> readers(RoomId room, AccountId viewer);

    /** Somebody who shares no room with the account wants to talk. */
    record Request(AccountView from) {}

    record Reader(long account, long seq) {}
}

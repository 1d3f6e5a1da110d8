package io.confab.message;

import io.confab.account.AccountId;
import io.confab.room.RoomId;

/** An account has read on, or marked something as unread. An application event, after the commit, on this node alone. */
public record CursorMoved(RoomId room, AccountId account) {}

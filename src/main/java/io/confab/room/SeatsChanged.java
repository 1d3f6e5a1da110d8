package io.confab.room;

import java.util.Set;

import io.confab.account.AccountId;

/**
 * These accounts see a room from now on, or see it no more, or see it otherwise. An application event on every node,
 * after the commit; it may be late and may come twice.
 */
public record SeatsChanged(RoomId room, Set<AccountId> accounts) {

    public SeatsChanged {
        accounts = Set.copyOf(accounts);
    }
}

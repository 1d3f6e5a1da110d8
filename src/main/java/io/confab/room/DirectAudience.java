package io.confab.room;

import java.util.Collection;

import io.confab.account.AccountId;

/** Who in a direct room is to learn of what a member does there without saying anything. Contributed by its module. */
public interface DirectAudience {

    Collection<AccountId> of(RoomId room, AccountId actor);
}

package io.confab.room;

import io.confab.account.AccountId;

/** A member wants to be told something else of a room. It is an application event, and nobody else's business. */
public record AttentionChanged(RoomId room, AccountId account) {}

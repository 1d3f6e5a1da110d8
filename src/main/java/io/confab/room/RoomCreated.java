package io.confab.room;

import io.confab.account.AccountId;

/** There is a new room. Nobody can have subscribed to it yet, so nothing of this goes over the wire. */
public record RoomCreated(RoomId room, AccountId owner) {}

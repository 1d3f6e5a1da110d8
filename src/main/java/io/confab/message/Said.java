package io.confab.message;

import io.confab.room.RoomId;

/** A message and where it was said. */
public record Said(RoomId room, MessageId message) {}

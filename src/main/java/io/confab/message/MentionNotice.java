package io.confab.message;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.confab.room.RoomRef;

/** Tells somebody on their own queue that a message mentions them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("mention.created")
record MentionNotice(RoomRef room, MessageView message) {}

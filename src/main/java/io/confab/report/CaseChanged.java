package io.confab.report;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/** A case was opened, joined by another report, taken, released or closed. */
record CaseChanged(long id, AccountId subject, @Nullable RoomId room) {}

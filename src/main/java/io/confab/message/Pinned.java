package io.confab.message;

import java.time.Instant;

import io.confab.account.AccountId;

/** Since when a message is pinned, and by whom. */
record Pinned(Instant at, AccountId by) {}

package io.confab.message;

import io.confab.account.AccountId;
import org.jspecify.annotations.Nullable;

/** Who took a message away that was not their own, and why. */
record Removed(AccountId by, @Nullable String reason) {}

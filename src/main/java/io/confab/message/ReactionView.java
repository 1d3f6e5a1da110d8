package io.confab.message;

import java.util.List;

import io.confab.account.AccountView;

/** How many reacted to a message with an emoji, and the first of them. */
public record ReactionView(String emoji, int count, List<AccountView> accounts) {}

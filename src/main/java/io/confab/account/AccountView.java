package io.confab.account;

/** An account as everybody sees it: the author of a message, a member of a room. */
public record AccountView(long id, String username, String displayName) {}

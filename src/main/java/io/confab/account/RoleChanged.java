package io.confab.account;

/** On every node, within a second: what an account may do on the server is perhaps another. May come more than once. */
public record RoleChanged(AccountId account) {}

package io.confab.account;

/** What an account may do on the whole server. */
public enum AccountRole {
    ADMINISTRATOR,
    MODERATOR,
    USER
}

package io.confab.account;

/** What an account may do on the whole server: each more than the next. */
public enum AccountRole {
    ADMINISTRATOR,
    MODERATOR,
    USER
}

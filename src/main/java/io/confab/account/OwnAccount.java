package io.confab.account;

/** An account as its owner sees it. */
record OwnAccount(long id, String username, String displayName, AccountRole role, boolean guest, boolean bot) {

    static OwnAccount of(Account account) {
        return new OwnAccount(
                account.id().value(),
                account.username(),
                account.displayName(),
                account.role(),
                account.isGuest(),
                account.isBot());
    }
}

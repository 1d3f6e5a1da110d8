package io.confab.message;

import java.util.Collection;
import java.util.Set;

import io.confab.account.AccountId;

/**
 * Who of several accounts is online now: whom {@code @here} means. Another module contributes it. It is asked within the
 * transaction that writes the log, for many accounts at once: let it be quick.
 */
public interface Here {

    Set<AccountId> online(Collection<AccountId> accounts);
}

package io.confab.direct;

import java.util.Collection;
import java.util.Set;

import io.confab.account.AccountId;

/** Who of several accounts wants to be taken for offline: nothing that they do may tell others that they are here. Another module contributes it. */
public interface Invisibility {

    Set<AccountId> invisible(Collection<AccountId> accounts);
}

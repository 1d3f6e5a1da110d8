package io.confab.presence;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.confab.account.AccountId;
import io.confab.message.Here;
import org.springframework.stereotype.Service;

/** Who is here. The only type that other modules call here. */
@Service
public class Presences implements Here {

    private final PresenceStore store;

    Presences(PresenceStore store) {
        this.store = store;
    }

    /** Those of the accounts that others see as being here, on whatever node. */
    @Override
    public Set<AccountId> online(Collection<AccountId> accounts) {
        return store.load(accounts.stream().map(AccountId::value).toList()).values().stream()
                .map(PresenceStore.Row::whereabouts)
                .filter(whereabouts -> whereabouts.presence() != Presence.OFFLINE)
                .map(whereabouts -> new AccountId(whereabouts.account()))
                .collect(Collectors.toSet());
    }

    /** Whether somebody wants to be taken for offline: nothing that they do may tell others that they are here. */
    public boolean isInvisible(AccountId account) {
        var row = store.load(List.of(account.value())).get(account.value());
        return row != null && row.whereabouts().availability() == Availability.INVISIBLE;
    }
}

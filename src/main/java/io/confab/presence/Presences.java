package io.confab.presence;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.confab.account.AccountId;
import io.confab.direct.Invisibility;
import io.confab.message.Here;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who is here. The only type that other modules call here. */
@Service
public class Presences implements Here, Invisibility {

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

    /**
     * How somebody is seen now.
     *
     * @param presence   the name of a {@code presence} on the wire
     * @param lastSeenAt null while they are here, and if it is not known
     * @param rev        of the change by which they became so
     */
    public record Seen(
            AccountId account, String presence, @Nullable Instant lastSeenAt, long rev) {}

    /** The number of the last change. */
    public long head() {
        return store.head();
    }

    /** Those whom others see otherwise than at {@code rev}, in the order of their revs: each as they are now. */
    public List<Seen> seenSince(long rev) {
        return store.changedSince(rev).stream()
                .filter(row -> row.shownRev() > rev)
                .sorted(Comparator.comparingLong(PresenceStore.Row::shownRev))
                .map(row -> {
                    var view = row.whereabouts().view();
                    return new Seen(
                            new AccountId(view.account()), view.presence().name(), view.lastSeenAt(), row.shownRev());
                })
                .toList();
    }

    @Override
    public Set<AccountId> invisible(Collection<AccountId> accounts) {
        return store.load(accounts.stream().map(AccountId::value).toList()).values().stream()
                .map(PresenceStore.Row::whereabouts)
                .filter(whereabouts -> whereabouts.availability() == Availability.INVISIBLE)
                .map(whereabouts -> new AccountId(whereabouts.account()))
                .collect(Collectors.toSet());
    }
}

package io.confab.presence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.presence.PresenceStore.Row;
import io.confab.presence.Whereabouts.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings what others see of accounts up to what is the case: their sessions on all nodes, and what they chose. The one
 * place that writes presences, under one lock, so that every node that reads them reads the same.
 */
@Component
@EnableConfigurationProperties(PresenceSettings.class)
class PresenceLedger {

    private static final int DUE = 1000;

    private final PresenceStore presences;
    private final SessionStore sessions;
    private final Accounts accounts;
    private final PresenceSettings settings;
    private final Clock clock;

    PresenceLedger(
            PresenceStore presences, SessionStore sessions, Accounts accounts, PresenceSettings settings, Clock clock) {
        this.presences = presences;
        this.sessions = sessions;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sessions of these accounts came, went or changed. To be called last in the transaction that wrote so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(Set<Long> accounts, Map<Long, Ending> endings) {
        if (!accounts.isEmpty()) {
            settle(presences.next(), accounts, endings);
        }
    }

    /** What has changed by the time alone. */
    @Transactional
    public void settleDue() {
        if (!presences.due(now(), 1).isEmpty()) {
            var rev = presences.next();
            settle(rev, new TreeSet<>(presences.due(now(), DUE)), Map.of());
        }
    }

    private void settle(long rev, Collection<Long> accounts, Map<Long, Ending> endings) {
        var rows = presences.load(accounts);
        var counts = sessions.count(accounts);
        var now = now();
        var inserted = new ArrayList<Row>();
        var updated = new ArrayList<Row>();
        for (var account : accounts) {
            var before = rows.get(account);
            var known = before == null ? unknown(account) : before;
            var after = known.whereabouts()
                    .settled(counts.getOrDefault(account, Sessions.NONE), endings.get(account), now, settings);
            if (!after.equals(known.whereabouts())) {
                (before == null ? inserted : updated).add(changed(known, after, rev));
            }
        }
        presences.insert(inserted);
        presences.update(updated);
    }

    /**
     * What somebody is to be, and says of it. Whoever may say nothing on the whole server keeps the status that they have, or
     * takes it back.
     *
     * @throws io.confab.shared.Refusal {@code muted}, {@code read-only}
     */
    @Transactional
    public OwnPresence choose(long account, Availability availability, @Nullable Status status) {
        var rev = presences.next();
        var before = presences.load(List.of(account)).get(account);
        var known = before == null ? unknown(account) : before;
        if (status != null && !status.equals(known.whereabouts().status())) {
            accounts.requireSpeaker(new AccountId(account));
        }
        var counts = sessions.count(List.of(account));
        var after = known.whereabouts()
                .choosing(availability, status)
                .settled(counts.getOrDefault(account, Sessions.NONE), null, now(), settings);
        var row = List.of(changed(known, after, rev));
        if (before == null) {
            presences.insert(row);
        } else {
            presences.update(row);
        }
        return after.ownView();
    }

    private static Row unknown(long account) {
        return new Row(Whereabouts.unknown(account), 0, 0);
    }

    private static Row changed(Row before, Whereabouts after, long rev) {
        boolean shown = !after.view().equals(before.whereabouts().view());
        boolean own = !after.ownView().equals(before.whereabouts().ownView());
        return new Row(after, shown || own ? rev : before.rev(), shown ? rev : before.shownRev());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

package io.confab.presence;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import io.confab.cluster.LostNode;
import io.confab.cluster.Node;
import io.confab.presence.SessionStore.Row;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes what happened to sessions, and what that makes of their accounts' presence, in one transaction. */
@Component
class SessionWriter {

    private static final int AT_ONCE = 1000;

    private final SessionStore sessions;
    private final PresenceLedger presences;
    private final Node node;
    private final Clock clock;

    SessionWriter(SessionStore sessions, PresenceLedger presences, Node node, Clock clock) {
        this.sessions = sessions;
        this.presences = presences;
        this.node = node;
        this.clock = clock;
    }

    /** The same changes again do no harm. */
    @Transactional
    public void write(List<SessionChange> changes) {
        var begun = new ArrayList<SessionStore.Begun>();
        var idle = new LinkedHashMap<UUID, Boolean>();
        var ended = new LinkedHashMap<Row, Ending>();
        var accounts = new TreeSet<Long>();
        for (var change : changes) {
            if (change instanceof SessionChange.Began began) {
                begun.add(began.begun());
                accounts.add(change.account());
            } else if (change instanceof SessionChange.Idle said) {
                idle.put(said.id(), said.idle());
                accounts.add(change.account());
            } else if (change instanceof SessionChange.Ended end) {
                ended.put(new Row(end.id(), end.account()), end.ending());
            }
        }
        sessions.insert(node.id(), begun);
        sessions.updateIdle(idle);
        end(ended, accounts);
    }

    private void end(Map<Row, Ending> ended, TreeSet<Long> accounts) {
        var endings = new HashMap<Long, Ending>();
        for (var row : sessions.delete(ended.keySet())) {
            var ending = ended.get(row);
            if (ending != null) {
                endings.merge(row.account(), ending, Ending::later);
                accounts.add(row.account());
            }
        }
        presences.settle(accounts, endings);
    }

    /** The sessions of this node by their rows, with their accounts. */
    Map<UUID, Long> rows() {
        return sessions.of(node.id(), Integer.MAX_VALUE).stream().collect(Collectors.toMap(Row::id, Row::account));
    }

    /**
     * The sessions of a node that is no more have vanished with its lease. Whoever takes a row away tells of it, so two at
     * once do no harm.
     *
     * @return false when there was none left
     */
    @Transactional
    public boolean takeOver(LostNode lost) {
        var now = clock.instant();
        // The lease is by the database's clock.
        var vanished = (lost.leaseEnd().isBefore(now) ? lost.leaseEnd() : now).truncatedTo(ChronoUnit.MILLIS);
        var ended = new LinkedHashMap<Row, Ending>();
        sessions.of(lost.id(), AT_ONCE).forEach(row -> ended.put(row, new Ending(vanished, false)));
        end(ended, new TreeSet<>());
        return !ended.isEmpty();
    }
}

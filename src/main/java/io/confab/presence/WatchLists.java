package io.confab.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.confab.stomp.LiveSession;
import io.confab.stomp.SessionBegan;
import io.confab.stomp.SessionEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Whom the sessions of this node want to hear of. Thread-safe. */
@Component
class WatchLists {

    static final int MOST = 200;

    private final Map<UUID, Set<Long>> lists = new HashMap<>();
    // By the account that is watched: the sessions that watch it, with the account of each.
    private final Map<Long, Map<UUID, Long>> watchers = new HashMap<>();

    @EventListener
    synchronized void on(SessionBegan event) {
        lists.put(event.session().id(), Set.of());
    }

    @EventListener
    synchronized void on(SessionEnded event) {
        replace(event.session(), Set.of());
        lists.remove(event.session().id());
    }

    /** Forgets whom the session watched before. */
    synchronized void watch(LiveSession session, Set<Long> accounts) {
        if (lists.containsKey(session.id())) {
            replace(session, accounts);
        }
    }

    private void replace(LiveSession session, Set<Long> accounts) {
        for (var account : lists.getOrDefault(session.id(), Set.of())) {
            watchers.computeIfPresent(account, (id, sessions) -> {
                sessions.remove(session.id());
                return sessions.isEmpty() ? null : sessions;
            });
        }
        lists.put(session.id(), Set.copyOf(accounts));
        accounts.forEach(account ->
                watchers.computeIfAbsent(account, id -> new HashMap<>()).put(session.id(), session.account()));
    }

    /** To whom which of these changes is to be told. */
    synchronized Map<Long, List<PersonView>> told(Collection<PersonView> changed) {
        var told = new HashMap<Long, List<PersonView>>();
        for (var person : changed) {
            for (var watcher : new HashSet<>(
                    watchers.getOrDefault(person.account(), Map.of()).values())) {
                told.computeIfAbsent(watcher, account -> new ArrayList<>()).add(person);
            }
        }
        return told;
    }
}

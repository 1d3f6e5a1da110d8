package io.confab.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import static java.util.Objects.requireNonNull;

/** Who is here, in the rooms that somebody on this node looks at. Thread-safe. */
@Component
class Rosters {

    /** A room with more members tells counts; its clients ask for the people whom they show. */
    static final int LARGE = 200;

    private final RosterStore store;
    // Each is guarded by itself, and is in here before it is read: what changes meanwhile waits for it.
    private final Map<Long, Kept> kept = new ConcurrentHashMap<>();

    private static final class Kept {

        private @Nullable Roster roster;
        private boolean idle;
    }

    Rosters(RosterStore store) {
        this.store = store;
    }

    /** Everybody in the room, or the counts if it is large. */
    RoomPresence of(RoomId room) {
        var id = room.value();
        // Before anything is read: whoever joins from now on is told.
        var counts = counts(id);
        if (store.memberCounts(List.of(id)).getOrDefault(id, 0) <= LARGE) {
            var members = store.members(id, 2 * LARGE);
            return new RoomPresence(
                    id, Counts.of(members.stream().map(PersonView::presence).toList()), true, members);
        }
        return new RoomPresence(id, counts, false, List.of());
    }

    private Counts counts(long room) {
        var found = kept.computeIfAbsent(room, r -> new Kept());
        synchronized (found) {
            return load(room, found).counts();
        }
    }

    private Roster load(long room, Kept found) {
        if (found.roster == null) {
            found.roster = store.load(room);
        }
        return found.roster;
    }

    /** Forgets the rooms that nobody looks at any more. Who has asked a moment ago may just have begun to look. */
    void keep(Set<Long> rooms) {
        kept.entrySet().removeIf(entry -> {
            synchronized (entry.getValue()) {
                boolean before = entry.getValue().idle;
                entry.getValue().idle = !rooms.contains(entry.getKey());
                return before && entry.getValue().idle;
            }
        });
    }

    /** These people are seen otherwise now, in those of these rooms of which they are members. */
    void changed(Map<Long, PersonView> people, Set<Long> rooms) {
        if (people.isEmpty() || rooms.isEmpty()) {
            return;
        }
        store.membersAmong(people.keySet(), rooms).forEach((room, members) -> {
            var found = kept.computeIfAbsent(room, r -> new Kept());
            synchronized (found) {
                var roster = load(room, found);
                members.forEach(member -> roster.put(requireNonNull(people.get(member))));
            }
        });
    }

    /** Follows who joined and who left. */
    void lookForMembers() {
        var revs = new HashMap<Long, Long>();
        kept.forEach((room, found) -> {
            synchronized (found) {
                if (found.roster != null) {
                    revs.put(room, found.roster.membersRev());
                }
            }
        });
        if (!revs.isEmpty()) {
            store.changedSince(revs).forEach(this::moved);
        }
    }

    private void moved(RosterStore.Place place) {
        var found = kept.get(place.room());
        if (found == null) {
            return;
        }
        synchronized (found) {
            if (found.roster == null) {
                return;
            }
            found.roster.knowsMembersUpTo(place.rev());
            if (place.over()) {
                found.roster.remove(place.person().account());
            } else {
                found.roster.put(place.person());
            }
        }
    }

    /** What is new in each room since this was asked last. */
    List<RoomPresence> takeChanged() {
        var changed = new ArrayList<Long>();
        kept.forEach((room, found) -> {
            synchronized (found) {
                if (found.roster != null && found.roster.isChanged()) {
                    changed.add(room);
                }
            }
        });
        return changed.isEmpty() ? List.of() : take(changed);
    }

    private List<RoomPresence> take(Collection<Long> changed) {
        var members = store.memberCounts(changed);
        var news = new ArrayList<RoomPresence>();
        for (var room : changed) {
            var found = kept.get(room);
            if (found == null) {
                continue;
            }
            synchronized (found) {
                var roster = load(room, found);
                boolean complete = members.getOrDefault(room, 0) <= LARGE;
                var untold = roster.takeUntold();
                news.add(new RoomPresence(room, roster.counts(), complete, complete ? untold : List.of()));
            }
        }
        return news;
    }
}

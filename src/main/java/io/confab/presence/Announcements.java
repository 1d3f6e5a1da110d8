package io.confab.presence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.confab.presence.PresenceEvent.PresenceChanged;
import io.confab.presence.PresenceEvent.PresenceOwn;
import io.confab.presence.PresenceStore.Row;
import io.confab.room.RoomId;
import io.confab.room.RoomTopics;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import io.confab.stomp.OwnQueue;
import io.confab.stomp.SubscriptionGuard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells this node's clients who came, went or changed: once a second, one frame for each room that somebody looks at here
 * and one for each watch list. Every node asks the database by itself what changed since it asked last, so nothing of
 * this needs the broker.
 */
@Component
class Announcements {

    static final Destination QUEUE = Destination.user("presence");

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private static final long NOT_ASKED = -1;

    private final PresenceStore presences;
    private final Rosters rosters;
    private final WatchLists watchLists;
    private final Connections connections;
    private final Broadcaster broadcaster;
    private final Counter frames;
    private long told = NOT_ASKED;

    Announcements(
            PresenceStore presences,
            Rosters rosters,
            WatchLists watchLists,
            Connections connections,
            Broadcaster broadcaster,
            MeterRegistry meters) {
        this.presences = presences;
        this.rosters = rosters;
        this.watchLists = watchLists;
        this.connections = connections;
        this.broadcaster = broadcaster;
        this.frames = meters.counter("confab.presence.frames");
    }

    @Bean
    static SubscriptionGuard presenceQueue() {
        return new OwnQueue(QUEUE);
    }

    @Scheduled(fixedDelay = 1000, scheduler = "taskScheduler")
    synchronized void tell() {
        try {
            if (told == NOT_ASKED) {
                told = presences.head();
            } else {
                tell(presences.changedSince(told));
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("Who came and went cannot be told now: {}", unavailable.toString());
        }
    }

    private void tell(List<Row> changed) {
        var rooms = rooms();
        rosters.keep(rooms);
        var seen = new HashMap<Long, PersonView>();
        changed.stream()
                .filter(row -> row.shownRev() > told)
                .map(row -> row.whereabouts().view())
                .forEach(person -> seen.put(person.account(), person));
        rosters.changed(seen, rooms);
        rosters.lookForMembers();
        for (var news : rosters.takeChanged()) {
            broadcaster.publishHere(RoomTopics.presence(new RoomId(news.room())), new PresenceChanged(news));
            frames.increment();
        }
        watchLists.told(seen.values()).forEach((watcher, people) -> {
            broadcaster.publishHere(List.of(watcher), QUEUE, PresenceChanged.watched(people));
            frames.increment();
        });
        tellOwners(changed);
        changed.forEach(row -> told = Math.max(told, row.rev()));
    }

    private Set<Long> rooms() {
        return connections.subscribed(RoomTopics.presenceShape()).stream()
                .map(topic -> RoomTopics.room(topic).value())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void tellOwners(List<Row> changed) {
        if (changed.isEmpty()) {
            return;
        }
        var listening = connections.subscribers(QUEUE);
        for (var row : changed) {
            var account = row.whereabouts().account();
            if (listening.contains(account)) {
                broadcaster.publishHere(
                        List.of(account),
                        QUEUE,
                        new PresenceOwn(row.whereabouts().ownView()));
            }
        }
    }
}

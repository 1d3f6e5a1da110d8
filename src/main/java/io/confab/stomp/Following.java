package io.confab.stomp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.confab.stomp.StreamQueue.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Joins the subscriptions of a {@link StreamQueue} to the topics of its streams. So each stream has one sequencer and is
 * encoded once, and a delivery over a queue costs what one over a topic does.
 */
@Component
class Following implements StreamQueues {

    private final Topics topics;
    private final SingletonSupplier<List<StreamQueue>> queues;
    private final FanOut fanOut;

    Following(Topics topics, ObjectProvider<StreamQueue> queues, FanOut fanOut) {
        this.topics = topics;
        this.queues = SingletonSupplier.of(() -> queues.stream().toList());
        this.fanOut = fanOut;
    }

    @Override
    public void refresh(Destination queue, Collection<Long> accounts) {
        for (var account : accounts) {
            var topic = topics.find(queue, account);
            if (topic != null) {
                topic.of(account).forEach(leader -> refresh(leader, true));
            }
        }
    }

    /** Joins a new subscription to the streams that there are. Once it returns, nothing that commits is missed. */
    void begin(Subscription leader) {
        refresh(leader, false);
    }

    private void refresh(Subscription leader, boolean fromTheBeginning) {
        var followed = leader.followed();
        if (followed == null) {
            return;
        }
        var queue = queue(leader.topic().destination());
        followed.refreshing().lock();
        try {
            var streams = queue.streams(leader.account()).keySet();
            endOthers(followed, streams);
            var added = register(leader, followed, streams);
            if (!added.isEmpty()) {
                // Asked again, as for every subscription: whatever ended before it was registered is found out here.
                begin(added, queue.streams(leader.account()), fromTheBeginning);
            }
        } finally {
            followed.refreshing().unlock();
        }
    }

    private void endOthers(Followed followed, Set<Destination> streams) {
        for (var destination : followed.destinations()) {
            var stream = followed.find(destination);
            if (stream != null && !streams.contains(destination)) {
                topics.end(stream);
            }
        }
    }

    private List<Subscription> register(Subscription leader, Followed followed, Set<Destination> streams) {
        var added = new ArrayList<Subscription>();
        for (var destination : streams) {
            if (followed.find(destination) == null) {
                var stream = topics.follow(leader, destination);
                if (followed.add(stream)) {
                    added.add(stream);
                } else {
                    topics.end(stream);
                }
            }
        }
        return added;
    }

    private void begin(List<Subscription> added, Map<Destination, Stream> streams, boolean fromTheBeginning) {
        var behind = new ArrayList<Topic>();
        for (var stream : added) {
            var topic = stream.topic();
            var now = streams.get(topic.destination());
            if (now == null) {
                topics.end(stream);
                continue;
            }
            topic.activate(stream);
            if (!topic.isOpen() && fromTheBeginning && now.young()) {
                topic.open(0);
                behind.add(topic);
            } else if (!topic.isOpen()) {
                topic.open(now.head());
            }
        }
        fanOut.lookAt(behind);
    }

    private StreamQueue queue(Destination destination) {
        return queues.obtain().stream()
                .filter(queue -> queue.queue().equals(destination))
                .findFirst()
                .orElseThrow();
    }
}

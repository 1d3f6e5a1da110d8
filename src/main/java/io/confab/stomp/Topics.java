package io.confab.stomp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The topics that somebody on this node listens to. A topic is here while it has a subscription. Thread-safe. */
@Component
class Topics {

    /**
     * A user destination, which is a topic of its own for each account. They are many, and nobody looks through them for
     * what is for all.
     */
    private record Queue(Destination destination, Map<Long, Topic> topics) {

        Queue(Destination destination) {
            this(destination, new ConcurrentHashMap<>());
        }
    }

    private final Map<Destination, Topic> shared = new ConcurrentHashMap<>();
    // As many as there are guarded user destinations, so none is ever removed.
    private final Map<Destination, Queue> own = new ConcurrentHashMap<>();
    private final SingletonSupplier<List<NumberedStream>> streams;
    private final SingletonSupplier<List<StreamQueue>> queues;

    Topics(ObjectProvider<NumberedStream> streams, ObjectProvider<StreamQueue> queues) {
        this.streams = SingletonSupplier.of(() -> streams.stream().toList());
        this.queues = SingletonSupplier.of(() -> queues.stream().toList());
    }

    @Nullable
    Topic find(Destination destination, long account) {
        if (destination.kind() != Destination.Kind.USER) {
            return shared.get(destination);
        }
        var queue = own.get(destination);
        return queue == null ? null : queue.topics.get(account);
    }

    /** A new subscription, pending: from now on it can be ended, and is not yet served. */
    Subscription register(String id, Connection connection, Destination destination, long account) {
        return register(
                destination,
                account,
                topic -> carriesStreams(destination)
                        ? Subscription.leading(id, connection, topic, account)
                        : Subscription.to(id, connection, topic, account));
    }

    /** A stream that is to come over the subscription of a queue: pending too. */
    Subscription follow(Subscription leader, Destination stream) {
        return register(stream, leader.account(), topic -> {
            topic.showAs(leader.topic().destination());
            return leader.following(topic);
        });
    }

    private Subscription register(Destination destination, long account, Function<Topic, Subscription> subscribe) {
        var registered = new Subscription[1];
        change(destination, account, (same, found) -> {
            var topic = found == null ? new Topic(same, stream(same)) : found;
            registered[0] = subscribe.apply(topic);
            topic.register(registered[0]);
            return topic;
        });
        return registered[0];
    }

    /** The destination that the change is given is the same one for all. */
    private void change(
            Destination destination, long account, BiFunction<Destination, @Nullable Topic, @Nullable Topic> change) {
        if (destination.kind() == Destination.Kind.USER) {
            var queue = own.computeIfAbsent(destination, Queue::new);
            queue.topics.compute(account, (key, found) -> change.apply(queue.destination, found));
        } else {
            shared.compute(destination, change);
        }
    }

    void end(Subscription subscription) {
        var topic = subscription.topic();
        change(topic.destination(), subscription.account(), (same, found) -> {
            if (found != null) {
                topic.end(subscription);
            }
            return found == null || found.isEmpty() ? null : found;
        });
        var followed = subscription.followed();
        if (followed != null && subscription.leads()) {
            followed.close().forEach(this::end);
        } else if (followed != null) {
            followed.forget(subscription);
        }
    }

    /** Ends every subscription of an account to a topic. */
    void revoke(Destination destination, long account) {
        revoke(destination, account, () -> false);
    }

    /** Ends the subscriptions of an account to a topic that are there before the question is asked, if the answer is no. */
    void revoke(Destination destination, long account, BooleanSupplier entitled) {
        var topic = find(destination, account);
        var there = topic == null ? List.<Subscription>of() : topic.of(account);
        if (there.isEmpty() || entitled.getAsBoolean()) {
            return;
        }
        there.forEach(subscription -> {
            end(subscription);
            subscription.connection().subscriptions().remove(subscription.id(), subscription);
        });
    }

    /** The accounts that listen to their own queue of this name. */
    Set<Long> accounts(Destination queue) {
        var known = own.get(queue);
        return known == null
                ? Set.of()
                : known.topics.entrySet().stream()
                        .filter(entry -> entry.getValue().isLive())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }

    /** The topics for all, of this shape, that somebody listens to. */
    Set<Destination> live(String... shape) {
        return shared.values().stream()
                .filter(topic -> topic.destination().matches(Destination.Kind.TOPIC, shape) && topic.isLive())
                .map(Topic::destination)
                .collect(Collectors.toSet());
    }

    /** The topics whose events are numbered, by where these can be read again. */
    Map<NumberedStream, List<Topic>> numbered() {
        return byStream(shared.values());
    }

    static Map<NumberedStream, List<Topic>> byStream(Collection<Topic> some) {
        var result = new HashMap<NumberedStream, List<Topic>>();
        for (var topic : some) {
            var stream = topic.stream();
            if (stream != null) {
                result.computeIfAbsent(stream, s -> new ArrayList<>()).add(topic);
            }
        }
        return result;
    }

    private boolean carriesStreams(Destination destination) {
        return destination.kind() == Destination.Kind.USER
                && queues.obtain().stream().anyMatch(queue -> queue.queue().equals(destination));
    }

    /** What is numbered is for all who may hear it. */
    private @Nullable NumberedStream stream(Destination destination) {
        if (destination.kind() == Destination.Kind.USER) {
            return null;
        }
        return streams.obtain().stream()
                .filter(stream -> stream.owns(destination))
                .findFirst()
                .orElse(null);
    }
}

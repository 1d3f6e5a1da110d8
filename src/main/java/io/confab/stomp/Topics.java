package io.confab.stomp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The topics that somebody on this node listens to. A topic is here while it has a subscription. Thread-safe. */
@Component
class Topics {

    /** A user destination is a topic of its own for each account; a topic for all has the account 0. */
    private record Key(Destination destination, long account) {

        static Key of(Destination destination, long account) {
            return new Key(destination, destination.kind() == Destination.Kind.USER ? account : 0);
        }
    }

    private final Map<Key, Topic> topics = new ConcurrentHashMap<>();
    private final SingletonSupplier<List<NumberedStream>> streams;
    private final SingletonSupplier<List<StreamQueue>> queues;

    Topics(ObjectProvider<NumberedStream> streams, ObjectProvider<StreamQueue> queues) {
        this.streams = SingletonSupplier.of(() -> streams.stream().toList());
        this.queues = SingletonSupplier.of(() -> queues.stream().toList());
    }

    @Nullable
    Topic find(Destination destination, long account) {
        return topics.get(Key.of(destination, account));
    }

    /** A new subscription, pending: from now on it can be ended, and is not yet served. */
    Subscription register(String id, Connection connection, Destination destination, long account) {
        var registered = new Subscription[1];
        topics.compute(Key.of(destination, account), (key, found) -> {
            var topic = found == null ? new Topic(destination, stream(destination)) : found;
            registered[0] = carriesStreams(destination)
                    ? Subscription.leading(id, connection, topic, account)
                    : Subscription.to(id, connection, topic, account);
            topic.register(registered[0]);
            return topic;
        });
        return registered[0];
    }

    /** A stream that is to come over the subscription of a queue: pending too. */
    Subscription follow(Subscription leader, Destination stream) {
        var registered = new Subscription[1];
        topics.compute(Key.of(stream, leader.account()), (key, found) -> {
            var topic = found == null ? new Topic(stream, stream(stream)) : found;
            topic.showAs(leader.topic().destination());
            registered[0] = leader.following(topic);
            topic.register(registered[0]);
            return topic;
        });
        return registered[0];
    }

    void end(Subscription subscription) {
        var topic = subscription.topic();
        topics.computeIfPresent(Key.of(topic.destination(), subscription.account()), (key, found) -> {
            topic.end(subscription);
            return found.isEmpty() ? null : found;
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
        return topics.entrySet().stream()
                .filter(entry -> entry.getKey().destination().equals(queue)
                        && entry.getValue().isLive())
                .map(entry -> entry.getKey().account())
                .collect(Collectors.toSet());
    }

    /** The destinations of this shape that somebody listens to. */
    Set<Destination> live(Destination.Kind kind, String... shape) {
        return topics.values().stream()
                .filter(topic -> topic.destination().matches(kind, shape) && topic.isLive())
                .map(Topic::destination)
                .collect(Collectors.toSet());
    }

    /** The topics whose events are numbered, by where these can be read again. */
    Map<NumberedStream, List<Topic>> numbered() {
        return byStream(topics.values());
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

    private @Nullable NumberedStream stream(Destination destination) {
        return streams.obtain().stream()
                .filter(stream -> stream.owns(destination))
                .findFirst()
                .orElse(null);
    }
}

package io.confab.stomp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Writes down what would be pushed. Thread-safe. */
@TestComponent
@Primary
public class RecordingBroadcaster implements Broadcaster {

    private final List<List<NumberedEvent>> calls = new ArrayList<>();
    private final List<Personal> personal = new ArrayList<>();
    private final List<Revoked> revoked = new ArrayList<>();
    private final List<Here> here = new ArrayList<>();
    private final Set<Destination> expected = new HashSet<>();

    @Override
    public synchronized void publish(List<NumberedEvent> events) {
        calls.add(List.copyOf(events));
    }

    @Override
    public synchronized void publish(Destination topic, Object body) {
        if (!expected.contains(topic)) {
            throw new AssertionError("Nothing ephemeral is expected here: " + body);
        }
        here.add(new Here(topic, body));
    }

    /** From now on something ephemeral may be published there, to the subscribers of all nodes. */
    public synchronized void expect(Destination topic) {
        expected.add(topic);
    }

    @Override
    public synchronized void publish(Collection<Long> accounts, Destination queue, Object body) {
        accounts.forEach(account -> personal.add(new Personal(account, queue, body)));
    }

    @Override
    public synchronized void publishHere(Destination topic, Object body) {
        here.add(new Here(topic, body));
    }

    @Override
    public void publishLatestHere(Destination topic, Object body) {
        publishHere(topic, body);
    }

    @Override
    public void publishHere(Collection<Long> accounts, Destination queue, Object body) {
        publish(accounts, queue, body);
    }

    @Override
    public synchronized void revoke(Destination topic, long account) {
        revoked.add(new Revoked(topic, account));
    }

    /** The events of one destination, in the order in which they were published. */
    public synchronized List<NumberedEvent> events(Destination destination) {
        return calls.stream()
                .flatMap(List::stream)
                .filter(event -> event.destination().equals(destination))
                .toList();
    }

    /** What each call published. */
    public synchronized List<List<NumberedEvent>> calls() {
        return List.copyOf(calls);
    }

    /** What an account got on one of its queues. */
    public synchronized List<Object> personal(long account, Destination queue) {
        return personal.stream()
                .filter(sent -> sent.account() == account && sent.queue().equals(queue))
                .map(Personal::body)
                .toList();
    }

    public synchronized List<Destination> revoked(long account) {
        return revoked.stream()
                .filter(end -> end.account() == account)
                .map(Revoked::topic)
                .toList();
    }

    /** What the subscribers of a topic were told that is not numbered. */
    public synchronized List<Object> here(Destination topic) {
        return here.stream()
                .filter(sent -> sent.topic().equals(topic))
                .map(Here::body)
                .toList();
    }

    public synchronized void clear() {
        here.clear();
        calls.clear();
        personal.clear();
        revoked.clear();
    }

    private record Here(Destination topic, Object body) {}

    private record Personal(long account, Destination queue, Object body) {}

    private record Revoked(Destination topic, long account) {}
}

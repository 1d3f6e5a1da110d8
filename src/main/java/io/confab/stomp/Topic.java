package io.confab.stomp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Who listens to one destination on this node, and, where its events are numbered, in which order they go out. What is
 * sent under one lock reaches every listener in one order. Thread-safe.
 */
final class Topic {

    private final Destination destination;
    private final @Nullable NumberedStream stream;
    private final Sequencer sequencer = new Sequencer();
    private volatile Destination shownAs;
    private final Set<Subscription> pending = new HashSet<>();
    // By the subscription's id, for which a frame is made once: most clients number theirs alike.
    private final Map<String, Set<Subscription>> live = new HashMap<>();
    private boolean filling;
    private long claimedAt;

    Topic(Destination destination, @Nullable NumberedStream stream) {
        this.destination = destination;
        this.shownAs = destination;
        this.stream = stream;
    }

    Destination destination() {
        return destination;
    }

    /** What its frames name as their destination: what its listeners subscribed to. */
    Destination shownAs() {
        return shownAs;
    }

    void showAs(Destination queue) {
        shownAs = queue;
    }

    @Nullable
    NumberedStream stream() {
        return stream;
    }

    synchronized void register(Subscription subscription) {
        pending.add(subscription);
    }

    /** Makes a pending subscription live. False if it was ended in between. */
    synchronized boolean activate(Subscription subscription) {
        if (!pending.remove(subscription)) {
            return false;
        }
        live.computeIfAbsent(subscription.id(), id -> new HashSet<>()).add(subscription);
        return true;
    }

    synchronized void end(Subscription subscription) {
        pending.remove(subscription);
        var alike = live.get(subscription.id());
        if (alike != null && alike.remove(subscription) && alike.isEmpty()) {
            live.remove(subscription.id());
        }
    }

    /** Every subscription of an account, the pending ones too. */
    synchronized List<Subscription> of(long account) {
        return Stream.concat(pending.stream(), live.values().stream().flatMap(Set::stream))
                .filter(subscription -> subscription.account() == account)
                .toList();
    }

    synchronized boolean isEmpty() {
        return pending.isEmpty() && live.isEmpty();
    }

    synchronized boolean isLive() {
        return !live.isEmpty();
    }

    /** Sends one event to all listeners and returns how many they were. */
    synchronized int send(byte[] tail) {
        return send(List.of(tail));
    }

    /** Sends one event that makes the one before it worthless: who has not taken that yet gets this in its place. */
    synchronized int sendLatest(byte[] tail) {
        int sent = 0;
        for (var alike : live.entrySet()) {
            var frame = Frame.message(alike.getKey(), tail);
            for (var subscription : alike.getValue()) {
                subscription.connection().outbound().sendLatest(subscription, frame);
            }
            sent += alike.getValue().size();
        }
        return sent;
    }

    synchronized boolean isOpen() {
        return sequencer.isOpen();
    }

    synchronized int open(long head) {
        return sendEntries(sequencer.open(head));
    }

    synchronized int accept(List<Sequencer.Entry> entries) {
        var ready = new ArrayList<Sequencer.Entry>(entries.size());
        entries.forEach(entry -> ready.addAll(sequencer.accept(entry)));
        return sendEntries(ready);
    }

    /**
     * Whether something is missing, up to {@code head} at least, and nobody is fetching it yet; whoever gets true is to
     * fetch it.
     */
    synchronized boolean claimGap(long head) {
        if (filling || !isMissing(head)) {
            return false;
        }
        filling = true;
        claimedAt = sequencer.mine();
        return true;
    }

    /** Whether what was missing when the gap was claimed still is: a younger gap may well close by itself. */
    synchronized boolean isStuck(long head) {
        return isMissing(head) && sequencer.mine() == claimedAt;
    }

    private boolean isMissing(long head) {
        return sequencer.hasGap() || (sequencer.isOpen() && sequencer.mine() < head);
    }

    /** Forgets what came after {@code head}, which is no more. */
    synchronized void startAnew(long head) {
        sequencer.startAnew(head);
    }

    synchronized void releaseGap() {
        filling = false;
    }

    synchronized long mine() {
        return sequencer.mine();
    }

    private int sendEntries(List<Sequencer.Entry> entries) {
        return entries.isEmpty()
                ? 0
                : send(entries.stream().map(Sequencer.Entry::tail).toList());
    }

    private int send(List<byte[]> tails) {
        int sent = 0;
        for (var alike : live.entrySet()) {
            for (var frames : frames(alike.getKey(), tails)) {
                for (var subscription : alike.getValue()) {
                    subscription.connection().outbound().send(frames);
                }
            }
            sent += alike.getValue().size() * tails.size();
        }
        return sent;
    }

    /** The frames for one subscription id, joined up to what one write takes. */
    private static List<byte[]> frames(String id, List<byte[]> tails) {
        if (tails.size() == 1) {
            return List.of(Frame.message(id, tails.get(0)));
        }
        var result = new ArrayList<byte[]>();
        int begin = 0;
        int length = 0;
        for (int i = 0; i < tails.size(); i++) {
            length += tails.get(i).length;
            if (length > Outbound.BYTES_PER_WRITE && i > begin) {
                result.add(Frame.messages(id, tails.subList(begin, i)));
                begin = i;
                length = tails.get(i).length;
            }
        }
        result.add(Frame.messages(id, tails.subList(begin, tails.size())));
        return result;
    }
}

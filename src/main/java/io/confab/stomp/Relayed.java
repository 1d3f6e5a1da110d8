package io.confab.stomp;

import java.util.List;
import java.util.function.Supplier;

/**
 * One thing that a node tells the others.
 *
 * @param accounts whom it is for, if it is not for all who subscribe
 * @param json the body; not touched by a node that has nobody to give it to
 */
record Relayed(Kind kind, Destination destination, List<Long> accounts, long from, long rev, Supplier<String> json) {

    enum Kind {
        NUMBERED,
        EPHEMERAL,
        PERSONAL,
        SIGNAL
    }

    static Relayed numbered(NumberedEvent event, String json) {
        return new Relayed(Kind.NUMBERED, event.destination(), List.of(), event.from(), event.rev(), () -> json);
    }

    static Relayed ephemeral(Destination destination, String json) {
        return new Relayed(Kind.EPHEMERAL, destination, List.of(), 0, 0, () -> json);
    }

    static Relayed personal(List<Long> accounts, Destination queue, String json) {
        return new Relayed(Kind.PERSONAL, queue, accounts, 0, 0, () -> json);
    }

    static Relayed signal(Signal signal) {
        return new Relayed(Kind.SIGNAL, Destination.topic("nodes", signal.subject()), List.of(), 0, 0, signal::text);
    }

    /**
     * What must keep its order goes the same way: all of one room (its log, its presence), and all of one account.
     */
    int shard(int shards) {
        var key = accounts.isEmpty()
                ? destination
                        .segments()
                        .subList(0, Math.min(2, destination.segments().size()))
                        .hashCode()
                : accounts.get(0).hashCode();
        // Ids are small numbers in a row: mixed, so that they spread whatever the number of shards.
        return Math.floorMod(Integer.rotateLeft(key * 0x9E3779B9, 15), shards);
    }
}

package io.confab.message;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import io.confab.message.MessageStore.Reaction;
import io.confab.message.Tally.Given;
import io.confab.shared.ErrorCode;

/** The reactions to the messages of a batch, as its commands leave them. */
final class BatchReactions {

    private static final int MAX_EMOJI_PER_MESSAGE = 20;

    private final Map<Long, LinkedHashSet<Given>> given;
    private final RowChanges<Reaction> rows = new RowChanges<>();

    BatchReactions(Map<Long, LinkedHashSet<Given>> given) {
        this.given = new HashMap<>(given);
    }

    /** Whether that changed anything. */
    boolean change(long message, Given reaction, ReactionChange change) {
        var present = of(message);
        if (present.contains(reaction) == (change == ReactionChange.ADD)) {
            return false;
        }
        if (change == ReactionChange.ADD) {
            requireRoomFor(reaction.emoji(), present);
            present.add(reaction);
            rows.add(new Reaction(message, reaction));
        } else {
            present.remove(reaction);
            rows.remove(new Reaction(message, reaction));
        }
        return true;
    }

    void removeAll(long message) {
        of(message).forEach(reaction -> rows.remove(new Reaction(message, reaction)));
        given.remove(message);
    }

    List<Tally> tally(StoredMessage message) {
        // Those of a message that was taken away wait for it to be brought back.
        return message.isDeleted() ? List.of() : Tally.of(of(message.id()));
    }

    RowChanges<Reaction> rows() {
        return rows;
    }

    private LinkedHashSet<Given> of(long message) {
        return given.computeIfAbsent(message, id -> new LinkedHashSet<>());
    }

    private static void requireRoomFor(String emoji, Collection<Given> present) {
        var distinct = new HashSet<String>();
        present.forEach(reaction -> distinct.add(reaction.emoji()));
        if (!distinct.contains(emoji) && distinct.size() >= MAX_EMOJI_PER_MESSAGE) {
            throw ErrorCode.INVALID.because("A message has at most 20 different reactions.");
        }
    }
}

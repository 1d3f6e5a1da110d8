package io.confab.message;

import org.springframework.stereotype.Component;

/** Hands out the ids of messages, which it gets in blocks. Ids are opaque: they may have holes, unlike seqs. */
@Component
class MessageIds {

    /** As in the migration. */
    static final int BLOCK = 64;

    private final MessageStore store;
    private long next;
    private long end;

    MessageIds(MessageStore store) {
        this.store = store;
    }

    synchronized long next() {
        if (next == end) {
            next = store.nextBlockOfIds();
            end = next + BLOCK;
        }
        return next++;
    }
}

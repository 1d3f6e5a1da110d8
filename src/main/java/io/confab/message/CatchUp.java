package io.confab.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

import io.confab.account.AccountId;
import io.confab.message.MessageEvent.RoomChanges;
import io.confab.room.Epoch;
import io.confab.room.Head;
import io.confab.room.MemberView;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What somebody missed. For clients the head is read before the rows: whatever is committed in between may be among them
 * already, but nothing up to the head is ever missing.
 */
@Component
class CatchUp {

    /** More than this is told as "load it anew". */
    static final int MOST = 500;

    private final Rooms rooms;
    private final MessageStore store;
    private final MessageViews views;
    private final Epoch epoch;

    CatchUp(Rooms rooms, MessageStore store, MessageViews views, Epoch epoch) {
        this.rooms = rooms;
        this.store = store;
        this.views = views;
        this.epoch = epoch;
    }

    /** For a client whose account may read the room. It starts anew if it is too far behind, or ahead of a history that went back. */
    @Transactional(readOnly = true) // so that it waits for a connection once
    public Changes changes(RoomId room, AccountId reader, long since, long clientsEpoch) {
        var current = epoch.current();
        rooms.requireReader(room, reader);
        var head = head(room);
        if (clientsEpoch != current || since > head.rev()) {
            return Changes.reset(current, head.rev());
        }
        var messages = store.changedSince(room, since, MOST + 1);
        var members = accountFor(messages, since, head.rev())
                ? List.<MemberView>of()
                : rooms.membersSince(room, since, MOST + 1);
        var state = rooms.stateSince(room, since).orElse(null);
        if (messages.size() + members.size() + (state == null ? 0 : 1) > MOST) {
            return Changes.reset(current, head.rev());
        }
        return new Changes(current, head.rev(), false, views.of(messages), members, state);
    }

    /** Each rev is of one thing: where every one of them is a message's, no membership need be looked for. */
    private static boolean accountFor(List<StoredMessage> messages, long since, long head) {
        return messages.stream().filter(message -> message.rev() <= head).count() == head - since;
    }

    /**
     * For a node, which wants all of it, and of one moment: what comes after the head is told by the events that follow,
     * and told twice if it were here too.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public RoomChanges all(RoomId room, long since) {
        var head = head(room);
        var messages = pages(since, rev -> views.of(store.changedSince(room, rev, MOST)), MessageView::rev);
        var members = pages(since, rev -> rooms.membersSince(room, rev, MOST), MemberView::rev);
        var state = rooms.stateSince(room, since).orElse(null);
        return new RoomChanges(room.value(), since, head.rev(), messages, members, state);
    }

    static <T> List<T> pages(long since, LongFunction<List<T>> after, ToLongFunction<T> rev) {
        var all = new ArrayList<T>();
        var page = after.apply(since);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page.size() < MOST ? List.of() : after.apply(rev.applyAsLong(page.get(page.size() - 1)));
        }
        return all;
    }

    private Head head(RoomId room) {
        return rooms.head(room).orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such room."));
    }
}

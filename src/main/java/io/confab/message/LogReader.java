package io.confab.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.room.Head;
import io.confab.room.MemberView;
import io.confab.room.RoomId;
import io.confab.room.RoomView;
import io.confab.room.Rooms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads a room's log on from where a reader stopped, for readers that tell it further event by event. Nothing is ever left
 * out; what changed several times since is told in its last state.
 */
@Component
public class LogReader {

    private final Rooms rooms;
    private final MessageStore store;
    private final MessageViews views;

    LogReader(Rooms rooms, MessageStore store, MessageViews views) {
        this.rooms = rooms;
        this.store = store;
        this.views = views;
    }

    /**
     * Where a reader stopped.
     *
     * @param rev    up to which it knows every change
     * @param seq    of the newest message at that rev: the later ones were posted after it
     * @param posted up to which it knows that messages were posted; more than {@code seq} while it catches up
     */
    public record Position(long rev, long seq, long posted) {

        public static final Position BEGINNING = new Position(0, 0, 0);

        public static Position at(Head head) {
            return new Position(head.rev(), head.seq(), head.seq());
        }
    }

    /**
     * Something that happened: to a message, a membership or the room, of which one is there.
     *
     * @param type {@code noun.participle}
     * @param at   null if that is not known
     */
    public record Entry(
            String type,
            long rev,
            @Nullable Instant at,
            @Nullable MessageView message,
            @Nullable MemberView member,
            @Nullable RoomView room) {}

    public record Page(Position until, List<Entry> entries) {}

    /**
     * What follows. Messages come in the order in which they were posted, and changes in the order of their revs. It is
     * complete if {@code until.rev} is the head; otherwise it is read on from {@code until}.
     *
     * @param limit messages that were posted; nothing bounds the changes, which were made within the same time
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Page read(RoomId room, Position since, int limit) {
        var head = rooms.head(room).orElse(new Head(0, 0));
        if (head.rev() <= since.rev()) {
            // It may be less: the history went back.
            return new Page(Position.at(head), List.of());
        }
        var posts = new ArrayList<>(store.after(room, since.posted(), limit));
        Collections.reverse(posts);
        if (posts.size() == limit) {
            var last = posts.get(limit - 1).seq();
            return new Page(new Position(since.rev(), since.seq(), last), inOrder(posted(posts)));
        }
        var entries = new ArrayList<>(posted(posts));
        entries.addAll(changed(room, since));
        entries.addAll(members(room, since.rev()));
        state(room, since.rev()).ifPresent(entries::add);
        return new Page(Position.at(head), inOrder(entries));
    }

    private record Placed(long place, Entry entry) {}

    private static List<Entry> inOrder(List<Placed> entries) {
        return entries.stream()
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::entry)
                .toList();
    }

    /** One that changed since keeps its place before those that were posted after it. */
    private List<Placed> posted(List<StoredMessage> posts) {
        var shown = views.of(posts);
        var placed = new ArrayList<Placed>();
        long place = Long.MAX_VALUE;
        for (int i = shown.size() - 1; i >= 0; i--) {
            var message = shown.get(i);
            place = Math.min(place, message.rev());
            if (message.deletedAt() == null) {
                placed.add(new Placed(place, of("message.posted", message, message.createdAt())));
            }
        }
        Collections.reverse(placed);
        return placed;
    }

    private List<Placed> changed(RoomId room, Position since) {
        var changed = CatchUp.pages(
                since.rev(), rev -> store.changedSince(room, rev, since.seq(), CatchUp.MOST), StoredMessage::rev);
        var shown = views.of(changed);
        var placed = new ArrayList<Placed>();
        for (int i = 0; i < shown.size(); i++) {
            var message = shown.get(i);
            boolean edited = message.editedAt() != null && changed.get(i).bodyRev() > since.rev();
            placed.add(new Placed(
                    message.rev(),
                    message.deletedAt() != null
                            ? of("message.deleted", message, message.deletedAt())
                            : edited
                                    ? of("message.edited", message, message.editedAt())
                                    : of("message.changed", message, null)));
        }
        return placed;
    }

    private List<Placed> members(RoomId room, long since) {
        var newcomers = rooms.newcomersSince(room, since);
        return CatchUp.pages(since, rev -> rooms.membersSince(room, rev, CatchUp.MOST), MemberView::rev).stream()
                .map(member -> new Placed(member.rev(), of(member, newcomers)))
                .toList();
    }

    private static Entry of(MemberView member, Set<AccountId> newcomers) {
        if (member.leftAt() != null) {
            return new Entry("member.left", member.rev(), member.leftAt(), null, member, null);
        }
        return newcomers.contains(new AccountId(member.account().id()))
                ? new Entry("member.joined", member.rev(), member.joinedAt(), null, member, null)
                : new Entry("member.changed", member.rev(), null, null, member, null);
    }

    private Optional<Placed> state(RoomId room, long since) {
        return rooms.stateSince(room, since)
                .map(state -> new Placed(state.rev(), new Entry("room.changed", state.rev(), null, null, null, state)));
    }

    private static Entry of(String type, MessageView message, @Nullable Instant at) {
        return new Entry(type, message.rev(), at, message, null, null);
    }
}

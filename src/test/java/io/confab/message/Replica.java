package io.confab.message;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import io.confab.message.MessageEvent.RoomChanges;
import io.confab.room.MemberView;
import io.confab.room.RoomEvent;
import io.confab.room.RoomView;
import org.jspecify.annotations.Nullable;

/** A room as a client holds it, kept by the rules of the protocol and by nothing else. */
final class Replica {

    private final Map<Long, MessageView> messages = new TreeMap<>();
    private final Map<Long, MemberView> members = new TreeMap<>();
    private @Nullable RoomView room;
    private long mine;

    /** Begins with everything, as of some moment. */
    static Replica of(RoomChanges everything) {
        var replica = new Replica();
        replica.take(everything.messages(), everything.members(), everything.roomState());
        replica.mine = everything.rev();
        return replica;
    }

    long mine() {
        return mine;
    }

    /** Takes a frame; answers whether it did, or whether there is a gap before it. */
    boolean take(Object frame) {
        var interval = Interval.of(frame);
        if (interval.rev() <= mine) {
            return true;
        }
        if (interval.from() > mine) {
            return false;
        }
        if (frame instanceof RoomEvent.RoomChanged changed) {
            upsert(changed.roomState());
        } else if (frame instanceof RoomEvent event) {
            upsert(memberOf(event));
        } else if (frame instanceof RoomChanges changes) {
            take(changes.messages(), changes.members(), changes.roomState());
        } else {
            upsert(messageOf((MessageEvent) frame));
        }
        mine = interval.rev();
        return true;
    }

    void take(Changes changes) {
        take(changes.messages(), changes.members(), changes.roomState());
        mine = changes.rev();
    }

    private void take(
            Iterable<MessageView> changedMessages, Iterable<MemberView> changedMembers, @Nullable RoomView state) {
        changedMessages.forEach(this::upsert);
        changedMembers.forEach(this::upsert);
        if (state != null) {
            upsert(state);
        }
    }

    private void upsert(MessageView message) {
        messages.merge(message.id(), message, (held, given) -> given.rev() > held.rev() ? given : held);
    }

    private void upsert(MemberView member) {
        members.merge(member.account().id(), member, (held, given) -> given.rev() > held.rev() ? given : held);
    }

    private void upsert(RoomView state) {
        if (room == null || state.rev() > room.rev()) {
            room = state;
        }
    }

    private static MemberView memberOf(RoomEvent event) {
        if (event instanceof RoomEvent.MemberJoined joined) {
            return joined.member();
        } else if (event instanceof RoomEvent.MemberLeft left) {
            return left.member();
        } else if (event instanceof RoomEvent.MemberRemoved removed) {
            return removed.member();
        }
        return ((RoomEvent.MemberChanged) event).member();
    }

    private static MessageView messageOf(MessageEvent event) {
        if (event instanceof MessageEvent.MessagePosted posted) {
            return posted.message();
        } else if (event instanceof MessageEvent.MessageEdited edited) {
            return edited.message();
        } else if (event instanceof MessageEvent.MessageDeleted deleted) {
            return deleted.message();
        }
        if (event instanceof MessageEvent.MessagePinned pinned) {
            return pinned.message();
        } else if (event instanceof MessageEvent.MessageRestored restored) {
            return restored.message();
        }
        return ((MessageEvent.MessageReacted) event).message();
    }

    /** All of it, to be compared. */
    String state() {
        var text = new StringBuilder("rev " + mine + "\n" + room + "\n");
        var place = new AtomicLong();
        messages.values().stream()
                .sorted(Comparator.comparingLong(MessageView::seq))
                .forEach(message -> text.append(place.incrementAndGet())
                        .append(' ')
                        .append(message)
                        .append('\n'));
        members.values().forEach(member -> text.append(member).append('\n'));
        return text.toString();
    }

    private record Interval(long from, long rev) {

        static Interval of(Object frame) {
            return frame instanceof RoomEvent event
                    ? new Interval(event.from(), event.rev())
                    : new Interval(((MessageEvent) frame).from(), ((MessageEvent) frame).rev());
        }
    }
}

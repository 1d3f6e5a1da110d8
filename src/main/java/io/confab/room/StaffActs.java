package io.confab.room;

import io.confab.account.AccountId;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What people do in a room by their rank, written down together with it; what was forbidden to them too. */
@Service
public class StaffActs {

    private final Rooms rooms;
    private final Members members;
    private final Audit audit;

    StaffActs(Rooms rooms, Members members, Audit audit) {
        this.rooms = rooms;
        this.members = members;
        this.audit = audit;
    }

    public RoomView change(Actor by, RoomId room, RoomChange change) {
        var act = Act.of("room.changed", by)
                .in(room.value())
                .because(change.reason())
                .with("name", change.name())
                .with("archived", change.archived())
                .with("described", change.description() == null ? null : true)
                .with("locked", change.locked())
                .with("announcementsOnly", change.announcementsOnly())
                .with("slowSeconds", change.slowSeconds());
        return audit.carryOut(act, () -> rooms.change(room, me(by), change));
    }

    /** A role that somebody takes themselves is their own. */
    MemberView changeRole(Actor by, RoomId room, AccountId other, Role next, @Nullable String reason) {
        if (me(by).equals(other)) {
            return members.changeRole(room, other, other, next);
        }
        var act = Act.of("member.changed", by)
                .on(other.value())
                .in(room.value())
                .because(reason)
                .with("role", next);
        return audit.carryOut(act, () -> members.changeRole(room, me(by), other, next));
    }

    void remove(Actor by, RoomId room, AccountId other, @Nullable String reason) {
        var act =
                Act.of("member.removed", by).on(other.value()).in(room.value()).because(reason);
        audit.carryOut(act, () -> {
            members.remove(room, me(by), other);
            return true;
        });
    }

    private static AccountId me(Actor by) {
        return new AccountId(by.account());
    }
}

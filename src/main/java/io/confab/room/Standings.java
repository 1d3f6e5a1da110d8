package io.confab.room;

import io.confab.account.AccountId;
import io.confab.account.AccountRole;
import io.confab.account.Accounts;
import org.springframework.stereotype.Component;

/** Finds out how an account stands in a room. */
@Component
class Standings {

    private final RoomRepository rooms;
    private final MembershipRepository memberships;
    private final Accounts accounts;

    Standings(RoomRepository rooms, MembershipRepository memberships, Accounts accounts) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.accounts = accounts;
    }

    /** For reading. */
    Standing of(RoomId room, AccountId account) {
        return of(rooms.findById(room.value()).orElseThrow(Standing::noSuchRoom), account);
    }

    /** For changing: holds the room's lock until the end of the transaction. */
    Standing locked(RoomId room, AccountId account) {
        return of(rooms.locked(room.value()).orElseThrow(Standing::noSuchRoom), account);
    }

    private Standing of(Room room, AccountId account) {
        var membership = memberships
                .findByRoomAndAccountAndLeftAtIsNull(room.id().value(), account.value())
                .orElse(null);
        var role = membership == null ? null : membership.role();
        return new Standing(room, membership, new Authority(room.kind(), role, () -> isAdministrator(account)));
    }

    boolean isAdministrator(AccountId account) {
        return accounts.role(account) == AccountRole.ADMINISTRATOR;
    }
}

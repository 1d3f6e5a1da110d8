package io.confab.room;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out how an account stands in a room. */
@Component
class Standings {

    private final RoomRepository rooms;
    private final MembershipRepository memberships;
    private final Accounts accounts;
    private final Clock clock;

    Standings(RoomRepository rooms, MembershipRepository memberships, Accounts accounts, Clock clock) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** For reading. */
    Standing of(RoomId room, AccountId account) {
        var seen = rooms.seenBy(room.value(), account.value()).orElseThrow(Standing::noSuchRoom);
        return of(seen.room(), seen.membership(), account);
    }

    /** For changing: holds the room's lock until the end of the transaction. */
    Standing locked(RoomId room, AccountId account) {
        var locked = rooms.locked(room.value()).orElseThrow(Standing::noSuchRoom);
        var row =
                memberships.findByRoomAndAccount(room.value(), account.value()).orElse(null);
        return of(locked, row, account);
    }

    private Standing of(Room room, @Nullable Membership row, AccountId account) {
        var rows = Stream.concat(Stream.ofNullable(row), owners(room, account).stream())
                .toList();
        var now = clock.instant();
        boolean barred = rows.stream().anyMatch(held -> held.isBarred(now));
        var membership = row == null || row.isOver() ? null : row;
        var role = membership == null ? null : membership.role();
        return new Standing(
                account,
                room,
                membership,
                rows,
                new Authority(room.kind(), role, () -> accounts.role(account), barred));
    }

    private Optional<Membership> owners(Room room, AccountId account) {
        return accounts.owner(account)
                .flatMap(owner -> memberships.findByRoomAndAccount(room.id().value(), owner.value()));
    }
}

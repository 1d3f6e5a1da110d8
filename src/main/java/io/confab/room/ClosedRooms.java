package io.confab.room;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.confab.account.AccountId;
import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.shared.Constraint;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rooms of kind {@code DIRECT}, whose members are given when they are opened: there is one for the same people, it has
 * no owner and no name, and nobody comes in later. Who may open one is not decided here.
 */
@Service
public class ClosedRooms {

    private static final String UNIQUE_MEMBERS = "room_members_unique";
    private static final String SEATS = "seats.changed";

    private final RoomRepository rooms;
    private final MembershipRepository memberships;
    private final ControlLog control;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ClosedRooms(
            RoomRepository rooms,
            MembershipRepository memberships,
            ControlLog control,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.control = control;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The room of exactly these people. */
    public Optional<RoomId> find(Set<AccountId> members) {
        return rooms.findByMembersKey(key(members)).map(Room::id);
    }

    /**
     * Opens the room of these people, unless somebody did so at the same moment: nothing then.
     *
     * @param within what belongs to the opening, in its transaction
     */
    public Optional<RoomId> open(Set<AccountId> members, Consumer<RoomId> within) {
        try {
            var opened = transaction.execute(status -> {
                var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                var room = rooms.saveAndFlush(Room.closed(key(members), members.size(), now));
                for (var account : sorted(members)) {
                    var membership = new Membership(room.id(), account);
                    membership.begin(Role.MEMBER, room.rev(), 0, now);
                    memberships.save(membership);
                }
                within.accept(room.id());
                write(room.id(), members);
                return room.id();
            });
            tell(opened, members);
            return Optional.of(opened);
        } catch (DataIntegrityViolationException violation) {
            if (Constraint.isViolated(UNIQUE_MEMBERS, violation)) {
                return Optional.empty();
            }
            throw violation;
        }
    }

    /**
     * Lets a member see the room again, or no more; the others learn nothing of it.
     *
     * @param within what belongs to it, in the same transaction
     */
    public void show(RoomId room, AccountId account, boolean shown, Runnable within) {
        transaction.executeWithoutResult(status -> {
            memberships.hide(room.value(), account.value(), !shown);
            within.run();
            write(room, Set.of(account));
        });
        tell(room, Set.of(account));
    }

    /** Whatever becomes of this node, the others will hear of it. */
    private void write(RoomId room, Set<AccountId> accounts) {
        var words = accounts.stream().map(account -> Long.toString(account.value()));
        control.write(new ControlEntry(SEATS, room.value() + words.collect(Collectors.joining(" ", " ", ""))));
    }

    private void tell(RoomId room, Set<AccountId> accounts) {
        events.publishEvent(new SeatsChanged(room, accounts));
    }

    @EventListener
    void on(ControlEntry entry) {
        if (entry.kind().equals(SEATS)) {
            var ids =
                    List.of(entry.body().split(" ")).stream().map(Long::valueOf).toList();
            var accounts = ids.stream().skip(1).map(AccountId::new).collect(Collectors.toSet());
            tell(new RoomId(ids.get(0)), accounts);
        }
    }

    private static String key(Set<AccountId> members) {
        return sorted(members).stream()
                .map(account -> Long.toString(account.value()))
                .collect(Collectors.joining(","));
    }

    private static List<AccountId> sorted(Set<AccountId> members) {
        return members.stream()
                .sorted((one, other) -> Long.compare(one.value(), other.value()))
                .toList();
    }
}

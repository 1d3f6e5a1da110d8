package io.confab.room;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.shared.Constraint;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

/** The rooms there are, and who may see them. */
@Service
public class Rooms {

    /** Longer than a transaction takes, and than the clocks of two nodes are apart. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    private static final String UNIQUE_NAME = "room_name_unique";

    private final RoomRepository rooms;
    private final MembershipRepository memberships;
    private final Standings standings;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Rooms(
            RoomRepository rooms,
            MembershipRepository memberships,
            Standings standings,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.standings = standings;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /** A new room, and its first member: the owner. */
    @Transactional
    public RoomView create(AccountId owner, String name, RoomKind kind, @Nullable String description) {
        if (kind == RoomKind.DIRECT) {
            throw ErrorCode.INVALID.because("A room is PUBLIC or PRIVATE.");
        }
        if (accounts.isGuest(owner)) {
            throw ErrorCode.FORBIDDEN.because("Guests join rooms; they do not create them.");
        }
        accounts.requireWriter(owner);
        var roomName = new RoomName(name);
        if (kind == RoomKind.PUBLIC) {
            requireFree(roomName);
        }
        var room = new Room(kind, roomName, description == null ? "" : description, now());
        room.gainedMember();
        save(room);
        var membership = new Membership(room.id(), owner);
        membership.begin(Role.OWNER, room.rev(), 0, now());
        memberships.save(membership);
        events.publishEvent(new RoomCreated(room.id(), owner));
        return room.viewFor(membership.view(accounts.view(owner)), null);
    }

    /** Public rooms and the account's own, whose name contains the text, by name. */
    @Transactional(readOnly = true)
    public Page list(AccountId account, String text, @Nullable RoomId after, int limit) {
        if (text.indexOf('\0') >= 0) {
            // In no name, and PostgreSQL does not even compare it.
            return new Page(List.of(), null);
        }
        var cursor = after == null
                ? null
                : standings.of(after, account).requireReader().room();
        var pattern = "%" + RoomName.key(text).replaceAll("[\\\\%_]", "\\\\$0") + "%";
        var found = rooms.page(
                account.value(),
                pattern,
                cursor == null ? "" : requireNonNullElse(cursor.nameKey(), ""),
                cursor == null ? 0 : cursor.id().value(),
                Limit.of(limit + 1));
        var page = found.subList(0, Math.min(limit, found.size()));
        var mine = membershipsOf(account, page);
        var views = page.stream()
                .map(room -> room.viewFor(mine.get(room.id().value()), null))
                .toList();
        return new Page(
                views, found.size() > limit ? views.get(views.size() - 1).id() : null);
    }

    @Transactional(readOnly = true)
    public RoomView view(RoomId room, AccountId account) {
        return viewOf(standings.of(room, account).requireReader(), account);
    }

    /** Renames, describes, archives, locks: all of it is one change with one rev. */
    @Transactional
    public RoomView change(RoomId id, AccountId account, RoomChange change) {
        var name = change.name();
        var description = change.description();
        var archived = change.archived();
        var standing = standings.locked(id, account).requireReader();
        var room = standing.room();
        standing.requireFree(accounts, now());
        var before = room.state();
        if (archived != null && archived != room.isArchived()) {
            require(standing.authority().mayArchive(), "Only owners archive and reopen a room.");
            if (archived) {
                room.archive(now());
            } else {
                room.reopen();
            }
        }
        if (name != null || description != null || change.isOfMode()) {
            require(standing.authority().mayRename(), "Only owners and moderators change a room.");
            if (before.archivedAt() != null) {
                room.requireOpen();
            }
        }
        room.change(change, now());
        if (description != null) {
            room.describe(description);
        }
        if (name != null) {
            rename(room, new RoomName(name));
        }
        if (!room.state().equals(before)) {
            var from = room.head().rev();
            room.changed(now());
            save(room);
            events.publishEvent(new RoomEvent.RoomChanged(id.value(), from, room.rev(), room.state()));
        }
        return viewOf(standing, account);
    }

    /** Whether an account may read the room now. */
    @Transactional(readOnly = true)
    public boolean mayRead(RoomId room, AccountId account) {
        return standings.of(room, account).authority().mayRead();
    }

    /** Whether an account may delete what others say in the room. */
    @Transactional(readOnly = true)
    public boolean mayModerate(RoomId room, AccountId account) {
        return standings.of(room, account).authority().mayModerate();
    }

    /** Refuses whoever does not own the room, and does not rank above those who do. */
    @Transactional(readOnly = true)
    public void requireOwner(RoomId room, AccountId account) {
        require(
                standings.of(room, account).requireReader().authority().mayArchive(),
                "This is for the owners of the room.");
    }

    /** Whether somebody else than these two could act on the account in the room now, be it as staff of the server. */
    @Transactional(readOnly = true)
    public boolean hasOtherAbove(RoomId room, AccountId account, AccountId apartFrom) {
        var theirs = standings.of(room, account);
        var moderators = memberships.accountsOf(room.value(), List.of(Role.OWNER, Role.MODERATOR)).stream()
                .map(AccountId::new);
        return Stream.concat(moderators, accounts.staff().stream())
                .filter(other -> !other.equals(apartFrom) && accounts.isEnabled(other))
                .anyMatch(other -> standings.of(room, other).mayActOn(theirs, accounts, now()));
    }

    /**
     * Refuses whoever does not rank above the other in the room, who need not be a member.
     *
     * @throws io.confab.shared.Refusal {@code not-found}, {@code forbidden}
     */
    @Transactional(readOnly = true)
    public void requireAbove(RoomId room, AccountId account, AccountId other) {
        var standing = standings.of(room, account).requireReader();
        standing.requireFree(accounts, now());
        standing.requireAbove(standings.of(room, other), accounts);
    }

    /** Whether the account ranks below the other in the room now; nobody ranks below who is disabled. */
    @Transactional(readOnly = true)
    public boolean isBelow(RoomId room, AccountId account, AccountId other) {
        return standings.of(room, account).isBelow(standings.of(room, other), accounts);
    }

    /**
     * Refuses whoever changes nothing for now, in the room or on the whole server, be they a member or not.
     *
     * @throws io.confab.shared.Refusal {@code not-found}, {@code read-only}, {@code banned}
     */
    @Transactional(readOnly = true)
    public void requireWriter(RoomId room, AccountId account) {
        standings.of(room, account).requireFree(accounts, now());
    }

    /** Refuses whoever may not read the room as if it did not exist. */
    @Transactional(readOnly = true)
    public void requireReader(RoomId room, AccountId account) {
        standings.of(room, account).requireReader();
    }

    /** Refuses whoever may not subscribe to the room's topics as if it did not exist; those of a direct room are nobody's. */
    @Transactional(readOnly = true)
    public void requireListener(RoomId room, AccountId account) {
        if (standings.of(room, account).requireReader().room().kind() == RoomKind.DIRECT) {
            throw Standing.noSuchRoom();
        }
    }

    /**
     * Refuses whoever does not moderate the room; to whoever may not read it, it does not exist. In a direct room nobody does.
     *
     * @throws io.confab.shared.Refusal {@code not-found}, {@code forbidden}
     */
    @Transactional(readOnly = true)
    public void requireModerator(RoomId room, AccountId account) {
        requireListener(room, account);
        require(mayModerate(room, account), "This is for those who moderate the room.");
    }

    /** Refuses whoever may say nothing in the room now. For a quick answer: the log asks again, under the room's lock. */
    @Transactional(readOnly = true)
    public void requireSpeaker(RoomId room, AccountId account) {
        var standing = standings.of(room, account);
        var membership = standing.requireMember();
        standing.room().requireOpen();
        accounts.restraint(account).requireSpeaker(now());
        membership.requireSpeaker(now());
    }

    /**
     * Refuses whoever is held back from speaking in the room, be they a member or not.
     *
     * @throws io.confab.shared.Refusal {@code banned}, {@code read-only}, {@code muted}
     */
    @Transactional(readOnly = true)
    public void requireVoice(RoomId room, AccountId account) {
        standings.of(room, account).requireVoice(accounts, now());
    }

    /** The rooms that the account is a member of. */
    @Transactional(readOnly = true)
    public List<Mine> mine(AccountId account) {
        var self = accounts.view(account);
        var seats = memberships.seats(account.value());
        var insiders =
                insiders(seats.stream().map(MembershipRepository.Seat::room).toList());
        return seats.stream()
                .map(seat -> new Mine(
                        seat.room()
                                .viewFor(
                                        seat.membership().view(self),
                                        insiders.get(seat.room().id().value())),
                        seat.membership().lastReadSeq(),
                        seat.membership().attention().at(now())))
                .toList();
    }

    /** The room as the account sees it, and how far it has read. */
    @Transactional(readOnly = true)
    public Mine open(RoomId room, AccountId account) {
        var standing = standings.of(room, account).requireReader();
        var membership = standing.membership();
        return membership == null
                ? new Mine(viewOf(standing, account), 0, Attention.FULL)
                : new Mine(
                        viewOf(standing, account),
                        membership.lastReadSeq(),
                        membership.attention().at(now()));
    }

    /** How far the room's log has come, or nothing if there is no such room. */
    @Transactional(readOnly = true)
    public Optional<Head> head(RoomId room) {
        return rooms.findById(room.value()).map(Room::head);
    }

    /** Whether everybody may read the room. */
    @Transactional(readOnly = true)
    public boolean isPublic(RoomId room) {
        return isOf(RoomKind.PUBLIC, room);
    }

    /** Whether the room is one of a few people, with no way in. */
    @Transactional(readOnly = true)
    public boolean isDirect(RoomId room) {
        return isOf(RoomKind.DIRECT, room);
    }

    /** What these rooms are called, of those that the account may read now. */
    @Transactional(readOnly = true)
    public Map<RoomId, RoomRef> readable(AccountId account, Collection<RoomId> ids) {
        var values = ids.stream().map(RoomId::value).toList();
        var mine = memberships.findByAccountAndRoomIn(account.value(), values).stream()
                .collect(toMap(Membership::room, membership -> membership));
        return rooms.findByIdIn(values).stream()
                .filter(room -> mayRead(room, mine.get(room.id().value())))
                .collect(toMap(Room::id, Room::ref));
    }

    private boolean mayRead(Room room, @Nullable Membership mine) {
        return mine == null || mine.isOver()
                ? room.kind() == RoomKind.PUBLIC && (mine == null || !mine.isBarred(now()))
                : true;
    }

    /** What a room is called. */
    @Transactional(readOnly = true)
    public Optional<RoomRef> ref(RoomId room) {
        return rooms.findById(room.value()).map(Room::ref);
    }

    /** How far the logs of several rooms have come. */
    @Transactional(readOnly = true)
    public Map<RoomId, Head> heads(Collection<RoomId> ids) {
        return rooms.findByIdIn(ids.stream().map(RoomId::value).toList()).stream()
                .collect(toMap(Room::id, Room::head));
    }

    /** The heads of the rooms whose logs went on of late, within the last minute at least, on whatever node. */
    @Transactional(readOnly = true)
    public Map<RoomId, Head> movedLately() {
        return rooms.movedSince(clock.instant().minus(LATELY)).stream().collect(toMap(Room::id, Room::head));
    }

    /** The room itself, if that changed after {@code rev}. */
    @Transactional(readOnly = true)
    public Optional<RoomView> stateSince(RoomId room, long rev) {
        return rooms.findById(room.value()).map(Room::state).filter(state -> state.rev() > rev);
    }

    /** The accounts that came in after {@code rev}, for the first time or again, and are there still. */
    @Transactional(readOnly = true)
    public Set<AccountId> newcomersSince(RoomId room, long rev) {
        return memberships.begunSince(room.value(), rev).stream()
                .map(AccountId::new)
                .collect(toSet());
    }

    /** The memberships that changed after {@code rev}, the ended ones too, in the order of their revs. */
    @Transactional(readOnly = true)
    public List<MemberView> membersSince(RoomId room, long rev, int limit) {
        var changed = memberships.changedSince(room.value(), rev, Limit.of(limit));
        var views = accounts.views(changed.stream().map(Membership::account).toList());
        return changed.stream()
                .map(membership -> membership.view(requireNonNull(views.get(membership.account()))))
                .toList();
    }

    private boolean isOf(RoomKind kind, RoomId room) {
        return rooms.findById(room.value())
                .filter(found -> found.kind() == kind)
                .isPresent();
    }

    private RoomView viewOf(Standing standing, AccountId account) {
        var membership = standing.membership();
        var room = standing.room();
        return room.viewFor(
                membership == null ? null : membership.view(accounts.view(account)),
                insiders(List.of(room)).get(room.id().value()));
    }

    /** The members of those of these rooms that are direct. */
    private Map<Long, List<AccountView>> insiders(List<Room> some) {
        var direct = some.stream()
                .filter(room -> room.kind() == RoomKind.DIRECT)
                .map(room -> room.id().value())
                .toList();
        if (direct.isEmpty()) {
            return Map.of();
        }
        var found = memberships.insiders(direct);
        var views = accounts.views(
                found.stream().map(insider -> new AccountId(insider.account())).collect(toSet()));
        return found.stream()
                .collect(groupingBy(
                        MembershipRepository.Insider::room,
                        mapping(insider -> requireNonNull(views.get(new AccountId(insider.account()))), toList())));
    }

    private Map<Long, MemberView> membershipsOf(AccountId account, List<Room> page) {
        var ids = page.stream().map(room -> room.id().value()).toList();
        var self = accounts.view(account);
        return memberships.findByAccountAndRoomInAndLeftAtIsNull(account.value(), ids).stream()
                .collect(toMap(Membership::room, membership -> membership.view(self), (one, other) -> one));
    }

    private void rename(Room room, RoomName name) {
        if (room.kind() == RoomKind.PUBLIC && !name.key().equals(room.nameKey())) {
            requireFree(name);
        }
        room.rename(name);
    }

    private void requireFree(RoomName name) {
        if (rooms.existsByUniqueKey(name.key())) {
            throw taken();
        }
    }

    private void save(Room room) {
        try {
            rooms.saveAndFlush(room);
        } catch (DataIntegrityViolationException violation) {
            // Another took the name since it was looked for.
            throw Constraint.isViolated(UNIQUE_NAME, violation) ? taken() : violation;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static RuntimeException taken() {
        return ErrorCode.ROOM_NAME_TAKEN.because("There is a public room of this name.");
    }

    private static void require(boolean may, String otherwise) {
        if (!may) {
            throw ErrorCode.FORBIDDEN.because(otherwise);
        }
    }

    /** @param next where the next page goes on, null if this is the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<RoomView> rooms, @Nullable Long next) {}

    /**
     * @param lastRead  the seq up to which the account has read
     * @param attention what it wants to be told
     */
    public record Mine(RoomView room, long lastRead, Attention attention) {}
}

package io.confab.direct;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.direct.Stances.Stance;
import io.confab.message.Draft;
import io.confab.message.MessageEvent.RoomChanges;
import io.confab.message.MessageView;
import io.confab.message.Messages;
import io.confab.room.ClosedRooms;
import io.confab.room.RoomId;
import io.confab.room.RoomTopics;
import io.confab.room.RoomView;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.RateLimit;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.NumberedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/** Opens the room of a few people, and lets those who were asked accept or decline. */
@Service
@EnableConfigurationProperties(DirectLimits.class)
public class DirectRooms {

    private static final int MOST_OTHERS = 9;

    private final ClosedRooms closedRooms;
    private final Rooms rooms;
    private final Messages messages;
    private final Accounts accounts;
    private final Stances stances;
    private final Requests requests;
    private final Broadcaster broadcaster;
    private final Clock clock;
    private final RateLimit<AccountId> requestRate;

    DirectRooms(
            ClosedRooms closedRooms,
            Rooms rooms,
            Messages messages,
            Accounts accounts,
            Stances stances,
            Requests requests,
            Broadcaster broadcaster,
            DirectLimits limits,
            Clock clock) {
        this.closedRooms = closedRooms;
        this.rooms = rooms;
        this.messages = messages;
        this.accounts = accounts;
        this.stances = stances;
        this.requests = requests;
        this.broadcaster = broadcaster;
        this.clock = clock;
        this.requestRate = new RateLimit<>(limits.enabled(), limits.requestsPerAccount(), clock);
    }

    /** @param opened whether it was not there before */
    record Opened(RoomView room, boolean opened) {}

    /** The room of the opener and these people; the one that is there, or a new one. A declined request is seen again. */
    Opened open(AccountId opener, Collection<String> usernames) {
        var found = find(opener, usernames);
        showAgain(found.room(), opener);
        return new Opened(rooms.view(found.room(), opener), found.opened());
    }

    private Found find(AccountId opener, Collection<String> usernames) {
        accounts.requireWriter(opener);
        var others = others(opener, usernames);
        var members = new HashSet<>(others);
        members.add(opener);
        var there = closedRooms.find(members);
        if (there.isEmpty()) {
            var opened = create(opener, others, members);
            if (opened.isPresent()) {
                return new Found(opened.get(), true);
            }
            there = closedRooms.find(members); // somebody else opened it meanwhile
        }
        return new Found(there.orElseThrow(), false);
    }

    /** The room of two, for a program of the writer's that is about to write in it. Nobody accepts by that. */
    public RoomId openToWrite(AccountId writer, String username) {
        return find(writer, List.of(username)).room();
    }

    /** Posts in the room of two: who was asked accepts by that, once it is said and not if it is refused. */
    CompletionStage<MessageView> post(AccountId author, String username, Draft draft) {
        var room = find(author, List.of(username)).room();
        showAgain(room, author);
        if (!requests.isAsked(room, author, false)) {
            return messages.post(room, author, draft);
        }
        // Who does not hear of the acceptance posts again under the same clientId, and accepts then.
        return messages.post(room, author, draft.asAcceptance()).thenApply(message -> {
            acceptIfAsked(room, author);
            return message;
        });
    }

    /** Accepts. What is not there is accepted already, by a member. */
    void accept(RoomId room, AccountId account) {
        requireMember(room, account);
        acceptIfAsked(room, account);
    }

    private void acceptIfAsked(RoomId room, AccountId account) {
        if (requests.isAsked(room, account, false)) {
            closedRooms.show(room, account, true, () -> requests.accept(room, account));
        }
    }

    /** Declines: the room is seen no more, and nobody else is told. */
    void decline(RoomId room, AccountId account) {
        requireMember(room, account);
        if (requests.isAsked(room, account, true)) {
            closedRooms.show(room, account, false, () -> {});
        }
    }

    List<Asked> requests(AccountId account) {
        return requests.of(account).stream()
                .map(row -> new Asked(rooms.view(row.room(), account), accounts.view(row.sender()), row.createdAt()))
                .toList();
    }

    private void requireMember(RoomId room, AccountId account) {
        rooms.requireReader(room, account);
        if (!rooms.isDirect(room)) {
            throw ErrorCode.NOT_FOUND.because("There is no such request.");
        }
    }

    private Set<AccountId> others(AccountId opener, Collection<String> usernames) {
        var others = new LinkedHashSet<AccountId>();
        for (var username : usernames) {
            others.add(new AccountId(accounts.requireByUsername(username).id()));
        }
        if (others.contains(opener) || others.isEmpty() || others.size() > MOST_OTHERS) {
            throw ErrorCode.INVALID
                    .because("A conversation has 1 to 9 other people.")
                    .at("usernames");
        }
        return others;
    }

    private Optional<RoomId> create(AccountId opener, Set<AccountId> others, Set<AccountId> members) {
        var towards = stances.towards(opener, others);
        var strangers = others.stream()
                .filter(other -> !stance(towards, other).shared())
                .toList();
        if (!strangers.isEmpty() && accounts.isGuest(opener)) {
            throw ErrorCode.FORBIDDEN.because("Guests write to people with whom they share a room.");
        }
        strangers.forEach(stranger -> requestRate.require(opener));
        if (stances.blocksAny(opener, others)) {
            throw ErrorCode.FORBIDDEN.because("You have blocked them.");
        }
        if (others.stream().anyMatch(other -> !stance(towards, other).takes())) {
            throw Verdict.takesNone();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var room =
                closedRooms.open(members, id -> strangers.forEach(stranger -> requests.ask(id, stranger, opener, now)));
        room.ifPresent(this::announce);
        return room;
    }

    private static Stance stance(Map<AccountId, Stance> towards, AccountId other) {
        return towards.getOrDefault(other, new Stance(false, false));
    }

    private void showAgain(RoomId room, AccountId account) {
        if (requests.hasDeclined(room, account)) {
            closedRooms.show(room, account, true, () -> {});
        }
    }

    /** To whoever is connected: everybody listens already, and this is the first that they hear of it. */
    private void announce(RoomId room) {
        var members = rooms.membersSince(room, 0, MOST_OTHERS + 1);
        var state = rooms.stateSince(room, 0).orElseThrow();
        var log = RoomTopics.log(room);
        broadcaster.publish(
                List.of(new NumberedEvent(log, 0, 1, new RoomChanges(room.value(), 0, 1, List.of(), members, state))));
    }

    private record Found(RoomId room, boolean opened) {}

    /** A request as whoever is asked sees it. */
    record Asked(RoomView room, AccountView from, Instant createdAt) {}
}

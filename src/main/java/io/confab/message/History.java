package io.confab.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.message.DirectDetails.Request;
import io.confab.room.Epoch;
import io.confab.room.Head;
import io.confab.room.Level;
import io.confab.room.MemberView;
import io.confab.room.ReadCursors.Move;
import io.confab.room.ReadCursors.Reader;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomView;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads pages of the log, for whoever may. The rev of an answer is read before its rows, and the epoch
 * before both: what was read while the history went back is told with the old one, and is loaded anew.
 */
@Component
class History {

    static final int OPENING = 50;

    private final Rooms rooms;
    private final MessageStore store;
    private final MessageViews views;
    private final UnreadCounts unreadCounts;
    private final MentionStore mentions;
    private final Reading reading;
    private final CatchUp catchUp;
    private final Epoch epoch;
    private final DirectDetailsIfAny direct;

    History(
            Rooms rooms,
            MessageStore store,
            MessageViews views,
            UnreadCounts unreadCounts,
            MentionStore mentions,
            Reading reading,
            CatchUp catchUp,
            Epoch epoch,
            DirectDetailsIfAny direct) {
        this.rooms = rooms;
        this.store = store;
        this.views = views;
        this.unreadCounts = unreadCounts;
        this.mentions = mentions;
        this.reading = reading;
        this.catchUp = catchUp;
        this.epoch = epoch;
        this.direct = direct;
    }

    /** Where in the log a page lies. */
    enum Position {
        NEWEST,
        BEFORE,
        AFTER,
        AROUND
    }

    /** Newest first. */
    Page page(RoomId room, AccountId reader, Position position, long seq, int limit) {
        var current = epoch.current();
        var head = headOf(rooms.open(room, reader).room());
        var messages = switch (position) {
            case NEWEST -> store.newest(room, limit);
            case BEFORE -> store.before(room, seq, limit);
            case AFTER -> store.after(room, seq, limit);
            case AROUND -> around(room, seq, limit);
        };
        return new Page(views.of(messages), head.rev(), current);
    }

    private List<StoredMessage> around(RoomId room, long seq, int limit) {
        var page = new ArrayList<>(store.after(room, seq, limit / 2));
        page.addAll(store.before(room, seq + 1, limit - limit / 2));
        return page;
    }

    Changes changes(RoomId room, AccountId reader, long since, long clientsEpoch) {
        return catchUp.changes(room, reader, since, clientsEpoch);
    }

    /** All that it takes to show a room. */
    Opening open(RoomId room, AccountId reader) {
        var current = epoch.current();
        var mine = rooms.open(room, reader);
        var messages = views.of(store.newest(room, OPENING));
        var head = headOf(mine.room());
        return new Opening(
                mine.room(),
                messages,
                mine.room().membership(),
                mine.lastRead(),
                current,
                head.rev(),
                readers(mine.room(), reader));
    }

    /** Where all the rooms of an account stand. */
    Sync sync(AccountId account) {
        var current = epoch.current();
        var mine = rooms.mine(account);
        var behind = behind(mine);
        var unread = unreadCounts.of(account, behind);
        var requests = requests(mine);
        var mentioning = mentions.counts(behind.entrySet().stream()
                .collect(Collectors.toMap(room -> new Reader(room.getKey(), account), Map.Entry::getValue)));
        return new Sync(
                current,
                mine.stream()
                        .map(room -> new Sync.Entry(
                                room.room(),
                                headOf(room.room()),
                                room.lastRead(),
                                unread.getOrDefault(new RoomId(room.room().id()), 0),
                                mentioning.getOrDefault(
                                        new Reader(new RoomId(room.room().id()), account), 0),
                                room.attention().level(),
                                room.attention().mutedUntil(),
                                requests.getOrDefault(new RoomId(room.room().id()), Map.of())
                                        .get(account)))
                        .toList());
    }

    private Map<RoomId, Map<AccountId, Request>> requests(List<Rooms.Mine> mine) {
        var rooms = mine.stream()
                .filter(room -> room.room().kind() == RoomKind.DIRECT)
                .map(room -> new RoomId(room.room().id()))
                .toList();
        return direct.requests(rooms);
    }

    private @Nullable List<DirectDetails.Reader> readers(RoomView room, AccountId viewer) {
        return room.kind() == RoomKind.DIRECT ? direct.readers(new RoomId(room.id()), viewer) : null;
    }

    /** Completes once all the rooms of the account are read up to where they stood. */
    CompletionStage<Void> readAll(AccountId account) {
        var moves = rooms.mine(account).stream()
                .filter(room -> headOf(room.room()).seq() > room.lastRead())
                .map(room -> reading.move(
                        new RoomId(room.room().id()),
                        account,
                        new Move(headOf(room.room()).seq(), false)))
                .map(move -> move.exceptionally(History::passOver).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(moves);
    }

    /** A room that was left meanwhile needs no reading; whatever else kept one from being read is told. */
    private static @Nullable Void passOver(Throwable failure) {
        if (failure instanceof Refusal refusal
                && (refusal.code() == ErrorCode.NOT_FOUND || refusal.code() == ErrorCode.NOT_A_MEMBER)) {
            return null;
        }
        throw new CompletionException(failure);
    }

    private static Map<RoomId, Long> behind(List<Rooms.Mine> mine) {
        return mine.stream()
                .filter(room -> headOf(room.room()).seq() > room.lastRead())
                .collect(Collectors.toMap(room -> new RoomId(room.room().id()), Rooms.Mine::lastRead));
    }

    private static Head headOf(RoomView room) {
        return Objects.requireNonNull(room.head());
    }

    record Page(List<MessageView> messages, long rev, long epoch) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Opening(
            RoomView room,
            List<MessageView> messages,
            @Nullable MemberView membership,
            long lastRead,
            long epoch,
            long rev,
            @Nullable List<DirectDetails.Reader> readers) {}

    record Sync(long epoch, List<Entry> rooms) {

        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Entry(
                RoomView room,
                Head head,
                long lastRead,
                int unread,
                int mentions,
                Level level,
                @Nullable Instant mutedUntil,
                @Nullable Request request) {}
    }
}

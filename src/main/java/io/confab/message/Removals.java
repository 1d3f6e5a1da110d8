package io.confab.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes away much of what somebody said, and brings it back: through the log, as everything that happens in a room. */
@Service
public class Removals {

    /** As many wait for the log at once, so that those who talk meanwhile find room in it. */
    private static final int PIECE = 200;

    private static final int SAMPLE = 5;

    private final RoomLog log;
    private final RemovalStore store;
    private final MessageStore messages;
    private final MessageViews views;
    private final Rooms rooms;
    private final Accounts accounts;

    Removals(
            RoomLog log,
            RemovalStore store,
            MessageStore messages,
            MessageViews views,
            Rooms rooms,
            Accounts accounts) {
        this.log = log;
        this.store = store;
        this.messages = messages;
        this.views = views;
        this.rooms = rooms;
        this.accounts = accounts;
    }

    /**
     * The newest of what somebody said and what still is there.
     *
     * @param room null for all public rooms
     */
    public List<Said> said(AccountId author, @Nullable RoomId room, Instant since, Instant until, int limit) {
        return store.said(author, room, since, until, limit);
    }

    /** The first few of these messages as they are now. */
    public List<MessageView> sample(List<Said> said) {
        var ids = said.stream().limit(SAMPLE).map(one -> one.message().value()).toList();
        var found = messages.byId(ids);
        return views.of(ids.stream().filter(found::containsKey).map(found::get).toList());
    }

    /** Takes messages away under the number of a purge. Returns how many the log did not take: they stay. */
    public int remove(Actor by, List<Said> said, String reason, long purge) {
        return carryOut(said, one -> {
            var clientId = "purge:" + purge + ":" + one.message().value();
            return new Command.Delete(one.room(), by, clientId, one.message(), reason, purge);
        });
    }

    /** What was taken away with a purge and not brought back. */
    public List<Said> removed(long purge) {
        return store.of(purge);
    }

    /** Brings back what was taken away with a purge. Returns how many the log did not bring back. */
    public int restore(AccountId by, long purge) {
        return carryOut(store.of(purge), one -> {
            var clientId = "restore:" + purge + ":" + one.message().value();
            return new Command.Restore(one.room(), by, clientId, one.message(), purge);
        });
    }

    private int carryOut(List<Said> said, Function<Said, Command> command) {
        int left = 0;
        for (int begin = 0; begin < said.size(); begin += PIECE) {
            var answers = new ArrayList<CompletionStage<?>>();
            for (var one : said.subList(begin, Math.min(begin + PIECE, said.size()))) {
                answers.add(log.append(command.apply(one)));
            }
            for (var answer : answers) {
                left += isDone(answer.toCompletableFuture()) ? 0 : 1;
            }
        }
        return left;
    }

    private static boolean isDone(CompletableFuture<?> answer) {
        try {
            answer.join();
            return true;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Refusal) {
                return false;
            }
            throw failure;
        }
    }

    /** What a message said that was taken away, for whoever moderates its room. */
    RemovedMessage original(RoomId room, AccountId reader, MessageId id) {
        rooms.requireReader(room, reader);
        if (!rooms.mayModerate(room, reader)) {
            throw ErrorCode.FORBIDDEN.because("What was taken away is for those who moderate.");
        }
        var message = messages.byId(List.of(id.value())).get(id.value());
        var original = store.originals(List.of(id.value())).get(id.value());
        if (message == null || original == null || !message.room().equals(room)) {
            throw ErrorCode.NOT_FOUND.because("Nothing is kept of this message.");
        }
        return new RemovedMessage(
                id.value(),
                original.body(),
                accounts.view(message.author()),
                accounts.view(original.removedBy()),
                original.reason(),
                original.removedAt());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RemovedMessage(
            long message,
            String body,
            AccountView author,
            AccountView removedBy,
            @Nullable String reason,
            Instant removedAt) {}
}

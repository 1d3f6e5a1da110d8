package io.confab.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.account.AccountId;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.message.MessageStore.CommandKey;
import io.confab.message.RoomLog.Answer;
import io.confab.room.ReadCursors.Move;
import io.confab.room.RoomId;
import io.confab.room.RoomLedger.Writer;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import static java.util.Comparator.comparing;

/**
 * Posting and reading the messages of a room. The only type that other modules call here. Each stage completes once the
 * change is committed, or with a {@link io.confab.shared.Refusal}; a command that is repeated is answered and not repeated.
 */
@Service
public class Messages {

    /** For so long, whoever wrote in a room is not looked up again before queueing. The log looks under the lock, always. */
    private static final Duration KNOWN = Duration.ofSeconds(10);

    private static final int MOST_KNOWN = 10_000;

    private final Rooms rooms;
    private final RoomLog log;
    private final MessageStore store;
    private final MessageViews views;
    private final Reading reading;
    private final PinStore pins;
    private final Audit audit;
    private final List<PostingRule> rules;
    private final Cache<Writer, Boolean> writers = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN)
            .build();

    Messages(
            Rooms rooms,
            RoomLog log,
            MessageStore store,
            MessageViews views,
            Reading reading,
            PinStore pins,
            Audit audit,
            List<PostingRule> rules) {
        this.rooms = rooms;
        this.log = log;
        this.store = store;
        this.views = views;
        this.reading = reading;
        this.pins = pins;
        this.audit = audit;
        this.rules = rules;
    }

    public CompletionStage<MessageView> post(RoomId room, AccountId author, Draft draft) {
        return submitPost(room, author, draft).thenApply(Answer::message);
    }

    /** @param rev the message's, as the author saw it: refused as {@code stale} if its body changed since */
    public CompletionStage<MessageView> edit(
            RoomId room, AccountId author, String clientId, MessageId message, String body, long rev) {
        return submit(() -> new Command.Edit(room, author, clientId, message, body, rev));
    }

    /** Deletes what is one's own, or takes away what is not. @param reason why, for what is not one's own */
    public CompletionStage<MessageView> delete(
            Actor by, RoomId room, String clientId, MessageId message, @Nullable String reason) {
        return submit(() -> {
            var command = new Command.Delete(room, by, clientId, message, reason, null);
            if (!isOwn(command)) {
                writeDownIfForbidden("message.removed", by, command);
            }
            return command;
        });
    }

    public CompletionStage<MessageView> pin(
            Actor by, RoomId room, String clientId, MessageId message, PinChange change) {
        return submit(() -> {
            var command = new Command.Pin(room, by, clientId, message, change);
            writeDownIfForbidden(change == PinChange.ADD ? "message.pinned" : "message.unpinned", by, command);
            return command;
        });
    }

    private boolean isOwn(Command.Delete command) {
        var id = command.target().value();
        var message = store.byId(List.of(id)).get(id);
        return message != null && message.author().equals(command.author());
    }

    /** What is forbidden is refused by the log; what was tried is written down here, by the thread of whoever tried. */
    private void writeDownIfForbidden(String kind, Actor by, Command command) {
        try {
            rooms.requireModerator(command.room(), command.author());
        } catch (Refusal refusal) {
            if (refusal.isForbidden()) {
                audit.refused(Act.of(kind, by)
                        .in(command.room().value())
                        .about(Objects.requireNonNull(command.target()).value()));
            }
        }
    }

    /** What is pinned in a room, the newest pin first. */
    List<MessageView> pinned(RoomId room, AccountId reader) {
        rooms.requireReader(room, reader);
        return views.of(store.byId(pins.of(room)).values().stream()
                .filter(message -> message.pinned() != null)
                .sorted(comparing((StoredMessage message) ->
                                Objects.requireNonNull(message.pinned()).at())
                        .thenComparing(StoredMessage::id)
                        .reversed())
                .toList());
    }

    public CompletionStage<MessageView> react(
            RoomId room, AccountId account, String clientId, MessageId message, String emoji, ReactionChange change) {
        return submit(() -> new Command.React(room, account, clientId, message, new Emoji(emoji), change));
    }

    /** Moves the read cursor: forward only, or back too if {@code unread}; never beyond the head. */
    public CompletionStage<Void> read(RoomId room, AccountId account, long seq, boolean unread) {
        return reading.move(room, account, new Move(seq, unread));
    }

    /**
     * A message and up to {@code each} before and after it, oldest first.
     *
     * @throws Refusal {@code not-found} if the reader may not read the room, or it has no such message
     */
    public List<MessageView> excerpt(RoomId room, AccountId reader, MessageId message, int each) {
        rooms.requireReader(room, reader);
        var middle = store.byId(List.of(message.value())).get(message.value());
        if (middle == null || !middle.room().equals(room)) {
            throw ErrorCode.NOT_FOUND.because("There is no such message.");
        }
        var excerpt = new ArrayList<>(store.after(room, middle.seq(), each));
        excerpt.add(middle);
        excerpt.addAll(store.before(room, middle.seq(), each));
        Collections.reverse(excerpt);
        return views.of(excerpt);
    }

    CompletionStage<Answer> submitPost(RoomId room, AccountId author, Draft draft) {
        var post = new Command.Post(room, author, draft);
        try {
            check(post);
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
        return log.append(post);
    }

    private void check(Command.Post post) {
        try {
            requireWriter(new Writer(post.room(), post.author()));
            rules.forEach(rule -> rule.check(post.room(), post.author(), post.draft()));
        } catch (Refusal refusal) {
            // What was carried out before is not refused because the room or its author has changed since.
            if (store.earlier(Set.of(CommandKey.of(post))).isEmpty()) {
                throw refusal;
            }
        }
    }

    private CompletionStage<MessageView> submit(Supplier<Command> command) {
        try {
            return log.append(command.get()).thenApply(Answer::message);
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    private void requireWriter(Writer writer) {
        if (writers.getIfPresent(writer) == null) {
            rooms.requireSpeaker(writer.room(), writer.account());
            writers.put(writer, true);
        }
    }
}

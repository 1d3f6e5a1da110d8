package io.confab.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import io.confab.account.AccountId;
import io.confab.account.AccountRole;
import io.confab.message.MentionChanges.Newly;
import io.confab.message.MessageStore.CommandKey;
import io.confab.message.MessageStore.Done;
import io.confab.message.MessageStore.Earlier;
import io.confab.message.MessageStore.Reaction;
import io.confab.message.Tally.Given;
import io.confab.room.LockedRoom;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The commands that one transaction carries out, one after the other, in memory: on the rows that were read under the
 * rooms' locks, each on what the ones before it left. What has to be written is collected. A refused command leaves
 * nothing behind and takes no number.
 */
final class Batch {

    private static final int MAX_EMOJI_PER_MESSAGE = 20;

    private final Map<RoomId, LockedRoom> rooms;
    private final Map<CommandKey, Earlier> earlier;
    private final Map<Long, StoredMessage> messages;
    private final Map<Long, LinkedHashSet<Given>> reactions;
    private final Mentioning.Resolved mentioned;
    private final Rules rules;
    private final LongSupplier ids;
    private final Instant now;

    private final Set<LockedRoom> changedRooms = new HashSet<>();
    private final Map<Long, StoredMessage> inserted = new LinkedHashMap<>();
    private final Map<Long, StoredMessage> updated = new LinkedHashMap<>();
    private final Set<Reaction> removed = new LinkedHashSet<>();
    private final Set<Reaction> added = new LinkedHashSet<>();
    private final List<Done> done = new ArrayList<>();
    private final MentionChanges mentions = new MentionChanges();

    Batch(
            Map<RoomId, LockedRoom> rooms,
            Map<CommandKey, Earlier> earlier,
            Map<Long, StoredMessage> messages,
            Map<Long, LinkedHashSet<Given>> reactions,
            Mentioning.Resolved mentioned,
            Rules rules,
            LongSupplier ids,
            Instant now) {
        this.rooms = rooms;
        this.earlier = new HashMap<>(earlier);
        this.messages = new HashMap<>(messages);
        this.reactions = new HashMap<>(reactions);
        this.mentioned = mentioned;
        this.rules = rules;
        this.ids = ids;
        this.now = now;
    }

    /** What the modules above say to a command. */
    interface Rules {

        void check(Command.Post post);

        void checkChange(Command change);

        AccountRole role(AccountId account);
    }

    enum Kind {
        POSTED,
        EDITED,
        DELETED,
        REACTED
    }

    /**
     * What became of a command.
     *
     * @param kind     null if nothing changed
     * @param repeated whether it had been carried out before
     * @param newly    whom the message did not mention before
     */
    record Outcome(
            StoredMessage message,
            List<Tally> reactions,
            @Nullable Kind kind,
            boolean repeated,
            Newly newly) {}

    /**
     * Carries out the next command.
     *
     * @throws io.confab.shared.Refusal if it may not be
     */
    Outcome apply(Command command) {
        var room = rooms.get(command.room());
        if (room == null) {
            throw ErrorCode.NOT_FOUND.because("There is no such room.");
        }
        var before = earlier.get(CommandKey.of(command));
        if (before != null) {
            room.requireReader(command.author());
            return repeated(command, before);
        }
        var outcome = command instanceof Command.Post post
                ? post(room, post)
                : command instanceof Command.Edit edit
                        ? edit(room, edit)
                        : command instanceof Command.Delete delete
                                ? delete(room, delete)
                                : react(room, (Command.React) command);
        remember(command, outcome.message());
        return outcome;
    }

    private Outcome repeated(Command command, Earlier before) {
        var message = messages.get(before.message());
        if (message == null || !before.kind().equals(kindOf(command))) {
            throw ErrorCode.INVALID.because("This clientId was used for something else.");
        }
        return new Outcome(message, tally(message.id()), null, true, Newly.NOBODY);
    }

    private Outcome post(LockedRoom room, Command.Post post) {
        room.requireSpeaker(post.author(), now);
        room.requirePostable(post.author(), () -> rules.role(post.author()), now);
        rules.check(post);
        var draft = post.draft();
        var original = draft.replyTo() == null ? null : target(room, draft.replyTo());
        var rev = room.nextRev();
        var message = new StoredMessage(
                ids.getAsLong(),
                room.id(),
                room.nextSeq(),
                rev,
                rev,
                post.author(),
                draft.clientId(),
                draft.body(),
                original == null ? null : original.id(),
                original == null ? null : original.seq(),
                room.nextTime(now),
                null,
                null,
                mentions(room, post.author(), draft.body()));
        room.posted(post.author(), message.createdAt());
        inserted.put(message.id(), message);
        messages.put(message.id(), message);
        changedRooms.add(room);
        return new Outcome(message, List.of(), Kind.POSTED, false, newly(Mentions.NONE, message));
    }

    private Outcome edit(LockedRoom room, Command.Edit edit) {
        room.requireSpeaker(edit.author(), now);
        room.requireChangeable(edit.author(), () -> rules.role(edit.author()));
        rules.checkChange(edit);
        var message = present(target(room, edit.target()));
        if (!message.author().equals(edit.author())) {
            throw ErrorCode.FORBIDDEN.because("Only its author edits a message.");
        }
        if (message.bodyRev() > edit.rev()) {
            throw ErrorCode.STALE.because("The message was edited in the meantime.");
        }
        var edited = message.edited(edit.body(), mentions(room, edit.author(), edit.body()), room.nextRev(), now);
        return changed(room, edited, Kind.EDITED, newly(message.mentions(), edited));
    }

    private Outcome delete(LockedRoom room, Command.Delete delete) {
        room.requireReader(delete.author());
        room.requireOpen();
        room.requireFree(delete.author(), now);
        var message = target(room, delete.target());
        var authority = room.authority(delete.author(), () -> rules.role(delete.author()));
        var own = message.author().equals(delete.author()) && authority.mayPost();
        if (!own && !authority.mayModerate()) {
            throw ErrorCode.FORBIDDEN.because("Only its author and moderators delete a message.");
        }
        if (message.isDeleted()) {
            return unchanged(message);
        }
        for (var given : reactionsOf(message.id())) {
            remove(message.id(), given);
        }
        reactions.remove(message.id());
        var deleted = message.deleted(room.nextRev(), now);
        return changed(room, deleted, Kind.DELETED, newly(message.mentions(), deleted));
    }

    private Outcome react(LockedRoom room, Command.React react) {
        room.requireWriter(react.author(), now);
        room.requireChangeable(react.author(), () -> rules.role(react.author()));
        rules.checkChange(react);
        var message = present(target(room, react.target()));
        var given = new Given(react.emoji().value(), react.author());
        var present = reactionsOf(message.id());
        if (present.contains(given) == (react.change() == ReactionChange.ADD)) {
            return unchanged(message);
        }
        if (react.change() == ReactionChange.ADD) {
            requireRoomFor(given.emoji(), present);
            present.add(given);
            added.add(new Reaction(message.id(), given));
        } else {
            present.remove(given);
            remove(message.id(), given);
        }
        return changed(room, message.touched(room.nextRev()), Kind.REACTED, Newly.NOBODY);
    }

    /** What was added in this batch is not there to be deleted; all other reactions are. */
    private void remove(long message, Given given) {
        var reaction = new Reaction(message, given);
        if (!added.remove(reaction)) {
            removed.add(reaction);
        }
    }

    private static void requireRoomFor(String emoji, Collection<Given> present) {
        var distinct = new HashSet<String>();
        present.forEach(given -> distinct.add(given.emoji()));
        if (!distinct.contains(emoji) && distinct.size() >= MAX_EMOJI_PER_MESSAGE) {
            throw ErrorCode.INVALID.because("A message has at most 20 different reactions.");
        }
    }

    private Mentions mentions(LockedRoom room, AccountId author, String body) {
        return mentioned.of(
                room.id(),
                author,
                body,
                () -> room.authority(author, () -> rules.role(author)).mayModerate());
    }

    private Newly newly(Mentions before, StoredMessage message) {
        return mentions.note(before, message, mentioned.online(message.room()));
    }

    private Outcome changed(LockedRoom room, StoredMessage message, Kind kind, Newly newly) {
        messages.put(message.id(), message);
        if (inserted.replace(message.id(), message) == null) {
            updated.put(message.id(), message);
        }
        changedRooms.add(room);
        return new Outcome(message, tally(message.id()), kind, false, newly);
    }

    private Outcome unchanged(StoredMessage message) {
        return new Outcome(message, tally(message.id()), null, false, Newly.NOBODY);
    }

    private void remember(Command command, StoredMessage message) {
        var key = CommandKey.of(command);
        var kind = kindOf(command);
        earlier.put(key, new Earlier(kind, message.id()));
        if (!(command instanceof Command.Post)) {
            done.add(new Done(key, kind, message.id(), message.rev()));
        }
    }

    private StoredMessage target(LockedRoom room, MessageId id) {
        var message = messages.get(id.value());
        if (message == null || !message.room().equals(room.id())) {
            throw noSuchMessage();
        }
        return message;
    }

    private static StoredMessage present(StoredMessage message) {
        if (message.isDeleted()) {
            throw noSuchMessage();
        }
        return message;
    }

    private LinkedHashSet<Given> reactionsOf(long message) {
        return reactions.computeIfAbsent(message, id -> new LinkedHashSet<>());
    }

    private List<Tally> tally(long message) {
        return Tally.of(reactionsOf(message));
    }

    private static String kindOf(Command command) {
        return command.getClass().getSimpleName();
    }

    private static RuntimeException noSuchMessage() {
        return ErrorCode.NOT_FOUND.because("There is no such message.");
    }

    Set<LockedRoom> changedRooms() {
        return changedRooms;
    }

    Collection<StoredMessage> inserted() {
        return inserted.values();
    }

    Collection<StoredMessage> updated() {
        return updated.values();
    }

    Set<Reaction> removed() {
        return removed;
    }

    Set<Reaction> added() {
        return added;
    }

    List<Done> done() {
        return done;
    }

    MentionChanges mentions() {
        return mentions;
    }
}

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
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

import io.confab.account.AccountId;
import io.confab.account.AccountRole;
import io.confab.audit.Act;
import io.confab.audit.Actor;
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

    private final Map<RoomId, LockedRoom> rooms;
    private final Map<CommandKey, Earlier> earlier;
    private final Map<Long, StoredMessage> messages;
    private final Map<Long, Original> originals;
    private final BatchReactions reactions;
    private final BatchPins pins;
    private final Mentioning.Resolved mentioned;
    private final Rules rules;
    private final LongSupplier ids;
    private final Instant now;

    private final Set<LockedRoom> changedRooms = new HashSet<>();
    private final Map<Long, StoredMessage> inserted = new LinkedHashMap<>();
    private final Map<Long, StoredMessage> updated = new LinkedHashMap<>();
    private final RowChanges<Original> kept = new RowChanges<>();
    private final List<Done> done = new ArrayList<>();
    private final MentionChanges mentions = new MentionChanges();
    private final List<Act> acts = new ArrayList<>();

    Batch(Known known, Mentioning.Resolved mentioned, Rules rules, LongSupplier ids, Instant now) {
        this.rooms = known.rooms();
        this.earlier = new HashMap<>(known.earlier());
        this.messages = new HashMap<>(known.messages());
        this.originals = new HashMap<>(known.originals());
        this.reactions = new BatchReactions(known.reactions());
        this.pins = new BatchPins(known.pins());
        this.mentioned = mentioned;
        this.rules = rules;
        this.ids = ids;
        this.now = now;
    }

    /** What was read under the rooms' locks: all that the commands may ask for. */
    record Known(
            Map<RoomId, LockedRoom> rooms,
            Map<CommandKey, Earlier> earlier,
            Map<Long, StoredMessage> messages,
            Map<Long, LinkedHashSet<Given>> reactions,
            Map<Long, Original> originals,
            Map<RoomId, Integer> pins) {}

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
        RESTORED,
        REACTED,
        PINNED
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
        var outcome = carryOut(room, command);
        remember(command, outcome.message());
        return outcome;
    }

    private Outcome carryOut(LockedRoom room, Command command) {
        if (command instanceof Command.Post post) {
            return post(room, post);
        }
        if (command instanceof Command.Edit edit) {
            return edit(room, edit);
        }
        if (command instanceof Command.React react) {
            return react(room, react);
        }
        if (command instanceof Command.Delete delete) {
            return delete(room, delete);
        }
        return command instanceof Command.Pin pin ? pin(room, pin) : restore(room, (Command.Restore) command);
    }

    private Outcome repeated(Command command, Earlier before) {
        var message = messages.get(before.message());
        if (message == null || !before.kind().equals(kindOf(command))) {
            throw ErrorCode.INVALID.because("This clientId was used for something else.");
        }
        return new Outcome(message, reactions.tally(message), null, true, Newly.NOBODY);
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
                mentions(room, post.author(), draft.body()),
                null,
                null);
        room.posted(post.author(), message.createdAt());
        inserted.put(message.id(), message);
        messages.put(message.id(), message);
        changedRooms.add(room);
        return new Outcome(message, List.of(), Kind.POSTED, false, newly(Mentions.NONE, message));
    }

    private Outcome edit(LockedRoom room, Command.Edit edit) {
        room.requireSpeaker(edit.author(), now);
        room.requireEditable(edit.author(), () -> rules.role(edit.author()));
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
        room.requireChangeable(delete.author(), () -> rules.role(delete.author()));
        if (message.isDeleted()) {
            return unchanged(message);
        }
        Removed removed = null;
        if (own) {
            reactions.removeAll(message.id());
        } else {
            removed = new Removed(delete.author(), delete.reason());
            keep(Original.of(message, delete, now));
        }
        if (message.pinned() != null) {
            pins.remove(message);
        }
        var deleted = message.deleted(room.nextRev(), now, removed);
        if (removed != null && delete.purge() == null) {
            acts.add(act("message.removed", delete.by(), message).because(delete.reason()));
        }
        return changed(room, deleted, Kind.DELETED, newly(message.mentions(), deleted));
    }

    private void keep(Original original) {
        originals.put(original.message(), original);
        kept.add(original);
    }

    /** Nobody is told again that they are mentioned. */
    private Outcome restore(LockedRoom room, Command.Restore restore) {
        requireModerator(room, restore.author(), "Only moderators bring messages back.");
        var message = target(room, restore.target());
        var original = originals.get(message.id());
        if (original == null || !Objects.equals(original.purge(), restore.purge())) {
            return unchanged(message);
        }
        originals.remove(message.id());
        kept.remove(original);
        var restored = message.restored(original, room.nextRev());
        newly(Mentions.NONE, restored);
        return changed(room, restored, Kind.RESTORED, Newly.NOBODY);
    }

    private Outcome pin(LockedRoom room, Command.Pin pin) {
        requireModerator(room, pin.author(), "Only moderators pin messages.");
        var message = present(target(room, pin.target()));
        boolean wanted = pin.change() == PinChange.ADD;
        if (wanted == (message.pinned() != null)) {
            return unchanged(message);
        }
        if (wanted) {
            pins.add(message);
        } else {
            pins.remove(message);
        }
        var pinned = message.pinned(wanted ? new Pinned(now, pin.author()) : null, room.nextRev());
        acts.add(act(wanted ? "message.pinned" : "message.unpinned", pin.by(), message));
        return changed(room, pinned, Kind.PINNED, Newly.NOBODY);
    }

    private void requireModerator(LockedRoom room, AccountId account, String otherwise) {
        room.requireReader(account);
        room.requireOpen();
        room.requireFree(account, now);
        if (!room.authority(account, () -> rules.role(account)).mayModerate()) {
            throw ErrorCode.FORBIDDEN.because(otherwise);
        }
    }

    private static Act act(String kind, Actor by, StoredMessage message) {
        return Act.of(kind, by)
                .on(message.author().value())
                .in(message.room().value())
                .about(message.id());
    }

    private Outcome react(LockedRoom room, Command.React react) {
        room.requireWriter(react.author(), now);
        room.requireChangeable(react.author(), () -> rules.role(react.author()));
        rules.checkChange(react);
        var message = present(target(room, react.target()));
        var given = new Given(react.emoji().value(), react.author());
        return reactions.change(message.id(), given, react.change())
                ? changed(room, message.touched(room.nextRev()), Kind.REACTED, Newly.NOBODY)
                : unchanged(message);
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
        // A new row says nothing of removals and pins, which nearly no message has.
        if (inserted.replace(message.id(), message) == null
                || updated.containsKey(message.id())
                || message.removed() != null
                || message.pinned() != null) {
            updated.put(message.id(), message);
        }
        changedRooms.add(room);
        return new Outcome(message, reactions.tally(message), kind, false, newly);
    }

    private Outcome unchanged(StoredMessage message) {
        return new Outcome(message, reactions.tally(message), null, false, Newly.NOBODY);
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

    RowChanges<Reaction> reactions() {
        return reactions.rows();
    }

    RowChanges<Original> originals() {
        return kept;
    }

    RowChanges<BatchPins.Row> pins() {
        return pins.rows();
    }

    /** What is to be written down of what was done by rank. */
    List<Act> acts() {
        return acts;
    }

    List<Done> done() {
        return done;
    }

    MentionChanges mentions() {
        return mentions;
    }
}

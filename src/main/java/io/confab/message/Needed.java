package io.confab.message;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.confab.message.MessageStore.CommandKey;
import io.confab.message.MessageStore.Earlier;
import io.confab.room.RoomId;

/**
 * What has to be read for a batch of commands: replies need their original, the others what they change, repeated ones
 * what they did.
 *
 * @param reactions of which messages
 * @param originals of which messages that were removed
 * @param pins      of which rooms
 */
record Needed(Set<Long> messages, Set<Long> reactions, Set<Long> originals, Set<RoomId> pins) {

    static Needed by(List<Command> commands, Map<CommandKey, Earlier> earlier) {
        var needed = new Needed(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        commands.forEach(needed::add);
        earlier.values().forEach(done -> needed.addShown(done.message()));
        return needed;
    }

    private void add(Command command) {
        var target = command.target();
        if (target != null) {
            addTarget(command, target.value());
        }
        if (command instanceof Command.Pin) {
            pins.add(command.room());
        }
    }

    private void addTarget(Command command, long target) {
        messages.add(target);
        if (!(command instanceof Command.Post)) {
            reactions.add(target);
        }
        if (command instanceof Command.Restore) {
            originals.add(target);
        }
    }

    private void addShown(long message) {
        messages.add(message);
        reactions.add(message);
    }
}

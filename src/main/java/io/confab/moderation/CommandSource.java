package io.confab.moderation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/** Slash commands besides the server's own, and who answers them. Thread-safe. */
public interface CommandSource {

    /**
     * A command that somebody may give.
     *
     * @param arguments how what follows it is written, for people to read; it may be empty
     * @param bot       who answers it
     */
    record Offer(String name, String arguments, String description, AccountId bot) {}

    /** @param body what whoever gave the command is to read; null if there is nothing for them alone */
    record Answer(AccountId bot, @Nullable String body) {}

    /** Those that there are in the room now, by name; of two with the same name the first is the one that is asked. */
    List<Offer> offered(RoomId room);

    /**
     * Has a command answered. That may take as long as a program elsewhere takes, for which no thread of the caller's waits.
     *
     * @return empty if there is no such command in the room; it fails with a {@link io.confab.shared.Refusal}
     */
    Optional<CompletionStage<Answer>> carryOut(Actor by, RoomId room, String name, String text);

    /** Whether a command of this name is the server's own, which nobody else answers. */
    static boolean isServers(String name) {
        return SlashCommand.Verb.of(name).isPresent();
    }
}

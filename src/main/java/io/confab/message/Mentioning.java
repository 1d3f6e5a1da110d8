package io.confab.message;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.confab.account.AccountId;
import io.confab.room.MembersByName;
import io.confab.room.MembersByName.Name;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out whom the bodies of a batch mention, under the rooms' locks. Bodies without an @ are asked nothing about. */
@Component
class Mentioning {

    private final MembersByName members;
    private final Here here;

    Mentioning(MembersByName members, Here here) {
        this.members = members;
        this.here = here;
    }

    Resolved resolve(List<Command> commands) {
        var words = new HashMap<String, MentionWords>();
        var names = new HashSet<Name>();
        var calling = new HashSet<RoomId>();
        for (var command : commands) {
            var body = body(command);
            var said = body == null ? MentionWords.NONE : MentionWords.of(body);
            if (said != MentionWords.NONE) {
                words.put(body, said);
                said.names().forEach(each -> each.forEach(name -> names.add(new Name(command.room(), name))));
                if (said.here()) {
                    calling.add(command.room());
                }
            }
        }
        return new Resolved(
                words,
                names.isEmpty() ? Map.of() : members.find(names),
                calling.isEmpty() ? Map.of() : online(members.all(calling)));
    }

    private static @Nullable String body(Command command) {
        if (command instanceof Command.Post post) {
            return post.draft().body();
        }
        return command instanceof Command.Edit edit ? edit.body() : null;
    }

    private Map<RoomId, Set<AccountId>> online(Map<RoomId, Set<AccountId>> everybody) {
        var online = new HashMap<RoomId, Set<AccountId>>();
        everybody.forEach((room, accounts) -> online.put(room, here.online(accounts)));
        return online;
    }

    /** What was found. */
    static final class Resolved {

        private final Map<String, MentionWords> words;
        private final Map<Name, AccountId> members;
        private final Map<RoomId, Set<AccountId>> online;

        private Resolved(
                Map<String, MentionWords> words, Map<Name, AccountId> members, Map<RoomId, Set<AccountId>> online) {
            this.words = words;
            this.members = members;
            this.online = online;
        }

        /**
         * Whom a body mentions. Nobody mentions themselves.
         *
         * @param mayCallRoom asked only if the body says {@code @room}, which is plain text from whoever may not
         */
        Mentions of(RoomId room, AccountId author, String body, BooleanSupplier mayCallRoom) {
            var said = words.get(body);
            if (said == null) {
                return Mentions.NONE;
            }
            var accounts = new LinkedHashSet<AccountId>();
            for (var names : said.names()) {
                names.stream()
                        .filter(name -> members.containsKey(new Name(room, name)))
                        .findFirst()
                        .map(name -> members.get(new Name(room, name)))
                        .filter(account -> !account.equals(author))
                        .ifPresent(accounts::add);
            }
            return new Mentions(List.copyOf(accounts), said.here(), said.room() && mayCallRoom.getAsBoolean());
        }

        Set<AccountId> online(RoomId room) {
            return online.getOrDefault(room, Set.of());
        }
    }
}

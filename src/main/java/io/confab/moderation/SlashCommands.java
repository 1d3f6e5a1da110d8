package io.confab.moderation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.moderation.SlashCommand.Verb;
import io.confab.room.Invitations;
import io.confab.room.RoomChange;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.room.StaffActs;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Does in a room what somebody typed, or has it done. Whoever may not do it otherwise may not do it so either. */
@Service
class SlashCommands {

    private static final long MAX_SLOW_SECONDS = Duration.ofHours(6).toSeconds();

    private final Sanctions sanctions;
    private final StaffActs acts;
    private final Invitations invitations;
    private final Rooms rooms;
    private final Accounts accounts;
    private final List<CommandSource> sources;
    private final Audit audit;
    private final Clock clock;

    SlashCommands(
            Sanctions sanctions,
            StaffActs acts,
            Invitations invitations,
            Rooms rooms,
            Accounts accounts,
            List<CommandSource> sources,
            Audit audit,
            Clock clock) {
        this.sanctions = sanctions;
        this.acts = acts;
        this.invitations = invitations;
        this.rooms = rooms;
        this.accounts = accounts;
        this.sources = sources;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A command that somebody may give, and what it takes.
     *
     * @param description in the words of whose it is; of the server's own the client knows what they do
     * @param bot         who answers it, null if the server does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Known(
            String name,
            String arguments,
            @Nullable String description,
            @Nullable AccountView bot) {}

    /** What whoever gave a command is to read, and who says it. */
    record Answered(AccountView bot, String body) {}

    /** Those that the account may give in the room now. */
    List<Known> known(RoomId room, AccountId account) {
        rooms.requireReader(room, account);
        boolean moderates = rooms.mayModerate(room, account);
        boolean invites = !rooms.isPublic(room) && !rooms.isDirect(room);
        var own = Arrays.stream(Verb.values())
                .filter(verb -> verb == Verb.INVITE ? invites : moderates)
                .map(verb -> new Known(verb.word(), verb.arguments(), null, null));
        return Stream.concat(own, offered(room)).toList();
    }

    private Stream<Known> offered(RoomId room) {
        var names = new HashSet<String>();
        return sources.stream()
                .flatMap(source -> source.offered(room).stream())
                .filter(offer -> names.add(offer.name()))
                .map(offer ->
                        new Known(offer.name(), offer.arguments(), offer.description(), accounts.view(offer.bot())));
    }

    /**
     * Empty once it is done, if nobody says anything about it.
     *
     * @throws io.confab.shared.Refusal what the same refuses when it is done otherwise; {@code invalid}; and whatever
     *     refuses a post, where a bot answers
     */
    CompletionStage<Optional<Answered>> carryOut(Actor by, RoomId room, String typed) {
        var line = SlashCommand.Line.of(typed);
        var verb = Verb.of(line.word());
        requireReader(by, room, verb);
        var command = SlashCommand.of(line);
        if (command.isEmpty()) {
            return haveAnswered(by, room, line);
        }
        carryOut(by, room, command.get());
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** Where somebody may not even read, what they tried by rank is written down; to speak and to invite are no such acts. */
    private void requireReader(Actor by, RoomId room, Optional<Verb> verb) {
        var kind = verb.flatMap(Verb::act);
        if (kind.isEmpty()) {
            rooms.requireReader(room, me(by));
        } else {
            var act = Act.of(kind.get(), by)
                    .in(room.value())
                    .with("command", verb.get().word());
            audit.guard(act, () -> {
                rooms.requireReader(room, me(by));
                return true;
            });
        }
    }

    private CompletionStage<Optional<Answered>> haveAnswered(Actor by, RoomId room, SlashCommand.Line line) {
        rooms.requireSpeaker(room, me(by));
        return sources.stream()
                .flatMap(source -> source.carryOut(by, room, line.word(), line.rest()).stream())
                .findFirst()
                .orElseThrow(SlashCommand::unknown)
                .thenApply(answer -> Optional.ofNullable(answer.body())
                        .map(body -> new Answered(accounts.view(answer.bot()), body)));
    }

    private void carryOut(Actor by, RoomId room, SlashCommand command) {
        switch (command.verb()) {
            case MUTE -> impose(by, room, command, SanctionKind.MUTE);
            case READONLY -> impose(by, room, command, SanctionKind.READ_ONLY);
            case KICK -> impose(by, room, command, SanctionKind.KICK);
            case BAN -> impose(by, room, command, SanctionKind.BAN);
            case UNMUTE -> lift(by, room, command, SanctionKind.MUTE);
            case UNBAN -> lift(by, room, command, SanctionKind.BAN);
            case SLOW -> acts.change(by, room, slow(command));
            case LOCK -> acts.change(by, room, new RoomChange(null, null, null, true, null, null));
            case UNLOCK -> acts.change(by, room, new RoomChange(null, null, null, false, null, null));
            case TOPIC -> acts.change(by, room, new RoomChange(null, command.text(), null, null, null, null));
            case INVITE -> invitations.invite(room, me(by), person(command));
        }
    }

    private void impose(Actor by, RoomId room, SlashCommand command, SanctionKind kind) {
        sanctions.impose(by, new Sanctions.Order(kind, person(command), room, command.text(), end(command.duration())));
    }

    private @Nullable Instant end(@Nullable Duration duration) {
        return duration == null
                ? null
                : clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(duration);
    }

    private void lift(Actor by, RoomId room, SlashCommand command, SanctionKind kind) {
        var whom = new AccountId(accounts.requireEverKnown(person(command)).id());
        sanctions.lift(by, kind, whom, room);
    }

    private static RoomChange slow(SlashCommand command) {
        long seconds = Objects.requireNonNull(command.duration()).toSeconds();
        if (seconds > MAX_SLOW_SECONDS) {
            throw ErrorCode.INVALID
                    .because("A room is slow by at most 6 hours.")
                    .at("text");
        }
        return new RoomChange(null, null, null, null, null, (int) seconds);
    }

    private static String person(SlashCommand command) {
        return Objects.requireNonNull(command.person());
    }

    private static AccountId me(Actor by) {
        return new AccountId(by.account());
    }
}

package io.confab.webhook;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.message.Draft;
import io.confab.message.Messages;
import io.confab.moderation.CommandSource;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import io.confab.shared.RateLimit;
import io.confab.shared.Refusal;
import io.confab.webhook.BotCommandStore.Endpoint;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a bot over HTTP what it answers to a command, and says it: in the room as the bot, or to whoever asked alone. A bot that
 * is slow holds up nobody but those who wait for it.
 */
@Service
class CommandCalls implements CommandSource {

    /** Of the threads that wait for bots, no bot gets more than this. */
    private static final int AT_ONCE_PER_BOT = 4;

    private static final long IDLE_SECONDS = 60;

    private final BotCommandStore store;
    private final SignedPost post;
    private final Payloads payloads;
    private final Messages messages;
    private final Accounts accounts;
    private final JsonMapper json;
    private final Clock clock;
    private final RateLimit<Long> perAccount;
    private final ExecutorService threads;
    private final ConcurrentHashMap<AccountId, Integer> waiting = new ConcurrentHashMap<>();

    CommandCalls(
            BotCommandStore store,
            SignedPost post,
            Payloads payloads,
            Messages messages,
            Accounts accounts,
            JsonMapper json,
            WebhookSettings settings,
            Clock clock) {
        this.store = store;
        this.post = post;
        this.payloads = payloads;
        this.messages = messages;
        this.accounts = accounts;
        this.json = json;
        this.clock = clock;
        this.perAccount = new RateLimit<>(true, settings.commands(), clock);
        this.threads = new ThreadPoolExecutor(
                0,
                settings.threads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new CustomizableThreadFactory("bot-command-"));
    }

    /** @param to {@code room}, which is meant if it is left out, or {@code asker} */
    private record Reply(@Nullable String body, @Nullable String to) {

        static final Reply NOTHING = new Reply(null, null);
    }

    @Override
    public List<Offer> offered(RoomId room) {
        return store.offered(room);
    }

    @Override
    public Optional<CompletionStage<Answer>> carryOut(Actor by, RoomId room, String name, String text) {
        return store.offered(room).stream()
                .filter(offer -> offer.name().equals(name))
                .findFirst()
                .map(offer -> call(new AccountId(by.account()), room, offer, text));
    }

    private CompletionStage<Answer> call(AccountId asker, RoomId room, Offer command, String text) {
        perAccount.require(asker.value());
        var bot = command.bot();
        accounts.requireWriter(bot);
        var endpoint = store.endpoint(bot).orElseThrow(CommandCalls::unavailable);
        var id = "cmd_" + UUID.randomUUID();
        var body = payloads.command(room, asker, command, text, clock.instant());
        return asked(bot, endpoint, id, body).thenCompose(reply -> say(bot, room, id, reply));
    }

    private CompletableFuture<Reply> asked(AccountId bot, Endpoint endpoint, String id, String body) {
        if (waiting.merge(bot, 1, Integer::sum) > AT_ONCE_PER_BOT) {
            done(bot);
            throw busy();
        }
        try {
            return CompletableFuture.supplyAsync(() -> ask(endpoint, id, body), threads)
                    .whenComplete((reply, failure) -> done(bot));
        } catch (RejectedExecutionException allWait) {
            done(bot);
            throw busy();
        }
    }

    private void done(AccountId bot) {
        waiting.computeIfPresent(bot, (any, number) -> number == 1 ? null : number - 1);
    }

    private Reply ask(Endpoint endpoint, String id, String body) {
        var attempt = post.to(endpoint.url(), endpoint.secret(), id, body);
        if (!attempt.succeeded()) {
            throw unavailable();
        }
        if (attempt.answer().isBlank()) {
            return Reply.NOTHING;
        }
        try {
            return json.readValue(attempt.answer(), Reply.class);
        } catch (JacksonException malformed) {
            throw misunderstood();
        }
    }

    private CompletionStage<Answer> say(AccountId bot, RoomId room, String id, Reply reply) {
        var body = reply.body();
        if (body == null) {
            return CompletableFuture.completedFuture(new Answer(bot, null));
        }
        var draft = draft(id, body);
        if ("asker".equals(reply.to())) {
            return CompletableFuture.completedFuture(new Answer(bot, body));
        }
        if (reply.to() != null && !"room".equals(reply.to())) {
            throw misunderstood();
        }
        return messages.post(room, bot, draft).thenApply(said -> new Answer(bot, null));
    }

    /** What nobody could say in a room is not shown to somebody alone either. */
    private static Draft draft(String id, String body) {
        try {
            return new Draft(id, body, null);
        } catch (Refusal unsound) {
            throw misunderstood();
        }
    }

    private static Refusal unavailable() {
        return ErrorCode.UNAVAILABLE.because("The bot does not answer.");
    }

    private static Refusal misunderstood() {
        return ErrorCode.UNAVAILABLE.because("The bot's answer cannot be understood.");
    }

    private static Refusal busy() {
        return ErrorCode.BUSY.because("The bot has too much to answer at the moment.");
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}

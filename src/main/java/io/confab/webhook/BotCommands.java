package io.confab.webhook;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;

import io.confab.account.Bots;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.moderation.CommandSource;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.webhook.BotCommandStore.Endpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Which slash commands a bot answers, and where: the matter of whoever owns it. All of it is in the audit log. */
@Service
class BotCommands {

    private final BotCommandStore store;
    private final Bots bots;
    private final Audit audit;
    private final WebhookSettings settings;
    private final CheckedNames names;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    BotCommands(
            BotCommandStore store, Bots bots, Audit audit, WebhookSettings settings, CheckedNames names, Clock clock) {
        this.store = store;
        this.bots = bots;
        this.audit = audit;
        this.settings = settings;
        this.names = names;
        this.clock = clock;
    }

    /** @param secret null if the bot has one already, which is never shown again */
    record Answered(
            HookUrl url,
            List<BotCommand> commands,
            @Nullable String secret) {}

    /** @throws io.confab.shared.Refusal {@code not-found} if it answers none, or is not the reader's to manage */
    Answered of(Actor reader, String username) {
        var bot = bots.requireMine(reader, username);
        var endpoint = store.endpoint(bot).orElseThrow(BotCommands::none);
        return new Answered(new HookUrl(endpoint.url()), store.of(bot), null);
    }

    /** From now on the bot answers these, and no others. */
    Answered set(Actor by, String username, HookUrl url, List<BotCommand> commands) {
        requireSound(commands);
        var bot = bots.requireMine(by, username);
        url.requirePublic(names);
        var names = commands.stream().map(BotCommand::name).sorted().toList();
        var act = Act.of("bot-commands.set", by)
                .on(bot.value())
                .with("host", url.uri().getHost())
                .with("commands", String.join(" ", names));
        return carryOut(act, () -> {
            var known = store.endpoint(bot);
            var secret = known.isPresent() ? null : Signature.newSecret(random);
            if (secret == null) {
                store.move(bot, url.uri());
            } else {
                store.insert(
                        bot, new Endpoint(url.uri(), secret), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            }
            store.replace(bot, commands);
            return new Answered(url, store.of(bot), secret);
        });
    }

    /** From now on the bot answers none, and its secret is void. */
    void clear(Actor by, String username) {
        var bot = bots.requireMine(by, username);
        carryOut(Act.of("bot-commands.cleared", by).on(bot.value()), () -> {
            store.delete(bot);
            return true;
        });
    }

    private void requireSound(List<BotCommand> commands) {
        if (commands.size() > settings.commandsPerBot()) {
            throw ErrorCode.INVALID
                    .because("A bot answers at most " + settings.commandsPerBot() + " commands.")
                    .at("commands");
        }
        var names = new HashSet<String>();
        for (var command : commands) {
            if (CommandSource.isServers(command.name())) {
                throw ErrorCode.INVALID
                        .because("/" + command.name() + " is the server's own.")
                        .at("commands");
            }
            if (!names.add(command.name())) {
                throw ErrorCode.INVALID
                        .because("/" + command.name() + " is there twice.")
                        .at("commands");
            }
        }
    }

    private <T> T carryOut(Act act, Supplier<T> deed) {
        try {
            return audit.carryOut(act, deed);
        } catch (DuplicateKeyException another) {
            throw ErrorCode.STALE.because("Somebody else has just changed this.");
        }
    }

    private static Refusal none() {
        return ErrorCode.NOT_FOUND.because("This bot answers no commands.");
    }
}

package io.confab.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.HookAccounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.message.Draft;
import io.confab.message.MessageView;
import io.confab.message.Messages;
import io.confab.room.Members;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.RateLimit;
import io.confab.shared.Refusal;
import org.springframework.stereotype.Service;

/**
 * The secret URLs that post into rooms. Each speaks as an account of its own, a member like others: whoever moderates the room
 * holds it back, removes it or makes it a moderator as they do with people.
 */
@Service
class IncomingWebhooks {

    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** How exactly it is known when one was used last. */
    private static final Duration USED_PRECISION = Duration.ofMinutes(1);

    private final IncomingWebhookStore store;
    private final HookAccounts hookAccounts;
    private final Members members;
    private final Rooms rooms;
    private final Accounts accounts;
    private final Messages messages;
    private final WebhookSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final RateLimit<Long> posts;
    private final SecureRandom random = new SecureRandom();

    IncomingWebhooks(
            IncomingWebhookStore store,
            HookAccounts hookAccounts,
            Members members,
            Rooms rooms,
            Accounts accounts,
            Messages messages,
            WebhookSettings settings,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.hookAccounts = hookAccounts;
        this.members = members;
        this.rooms = rooms;
        this.accounts = accounts;
        this.messages = messages;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.posts = new RateLimit<>(true, settings.incoming(), clock);
    }

    /** The secret is shown this once, and kept nowhere. */
    record Created(IncomingWebhook hook, String secret) {}

    Created create(Actor by, RoomId room, String name) {
        var act = Act.of("incoming-webhook.created", by).in(room.value()).with("name", name);
        return carryOut(act, room, () -> {
            if (store.of(room).size() >= settings.perRoom()) {
                throw ErrorCode.INVALID.because(
                        "There are " + settings.perRoom() + " webhooks already. Revoke one first.");
            }
            var account = hookAccounts.create(name);
            members.admit(room, me(by), account);
            var secret = newSecret();
            long id = store.insert(new IncomingWebhook(0, room, name, account, me(by), now(), null), hash(secret));
            return new Created(store.find(room, id).orElseThrow(), secret);
        });
    }

    List<IncomingWebhook> of(Actor reader, RoomId room) {
        return audit.guard(Act.of("incoming-webhook.read", reader).in(room.value()), () -> {
            rooms.requireModerator(room, me(reader));
            return store.of(room);
        });
    }

    /** What it said stays. */
    void revoke(Actor by, RoomId room, long id) {
        var act = Act.of("incoming-webhook.revoked", by).in(room.value());
        var hook = audit.guard(act, () -> {
            rooms.requireReader(room, me(by));
            return store.find(room, id).orElseThrow(IncomingWebhooks::unknown);
        });
        carryOut(act.with("name", hook.name()), room, () -> {
            store.delete(id);
            if (rooms.mayRead(room, hook.account())) {
                members.leave(room, hook.account());
            }
            hookAccounts.disable(hook.account());
            return true;
        });
    }

    /**
     * @throws Refusal {@code not-found} if nobody has this secret, {@code rate-limited}, or as a post of its account's or of
     *     whoever made it
     */
    CompletionStage<MessageView> post(String secret, Supplier<SlackPayload> payload) {
        if (!SECRET.matcher(secret).matches()) {
            throw unknown();
        }
        var hook = store.byHash(hash(secret)).orElseThrow(IncomingWebhooks::unknown);
        posts.require(hook.id());
        requireAnswerable(hook);
        var body = payload.get().body();
        var now = now();
        if (hook.lastUsedAt() == null || hook.lastUsedAt().plus(USED_PRECISION).isBefore(now)) {
            store.used(hook.id(), now);
        }
        return messages.post(hook.room(), hook.account(), new Draft("hook-" + UUID.randomUUID(), body, null));
    }

    /** What holds back whoever made it holds it back, as a bot's owner does a bot; and they answer for it to the room. */
    private void requireAnswerable(IncomingWebhook hook) {
        var maker = hook.createdBy();
        boolean enabled = accounts.isEnabled(maker);
        if (enabled) {
            rooms.requireVoice(hook.room(), maker);
        }
        if (!enabled || !rooms.mayModerate(hook.room(), maker)) {
            throw ErrorCode.FORBIDDEN.because("Whoever made this webhook does not moderate the room any more.");
        }
    }

    private <T> T carryOut(Act act, RoomId room, Supplier<T> deed) {
        return audit.carryOut(act, () -> {
            rooms.requireModerator(room, me(act.by()));
            accounts.requireWriter(me(act.by()));
            return deed.get();
        });
    }

    private String newSecret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The secret is as random as a key, so that a plain digest is enough: there is nothing to guess. */
    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static AccountId me(Actor by) {
        return new AccountId(by.account());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Refusal unknown() {
        return ErrorCode.NOT_FOUND.because("There is no such webhook.");
    }
}

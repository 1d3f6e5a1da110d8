package io.confab.push;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.direct.DirectRooms;
import io.confab.feed.Feeds;
import io.confab.message.Draft;
import io.confab.message.MessageView;
import io.confab.message.Messages;
import io.confab.room.RoomId;
import io.confab.shared.RateLimit;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Pushes one thing. What a program is not sure of it pushes again under the same key: it acts once. */
@Service
@EnableConfigurationProperties(PushLimits.class)
class Pushes {

    private final Messages messages;
    private final DirectRooms directRooms;
    private final Feeds feeds;
    private final PublicAnnouncements announcements;
    private final UsedKeys used;
    private final RateLimit<Long> perAccount;

    Pushes(
            Messages messages,
            DirectRooms directRooms,
            Feeds feeds,
            PublicAnnouncements announcements,
            UsedKeys used,
            PushLimits limits,
            Clock clock) {
        this.messages = messages;
        this.directRooms = directRooms;
        this.feeds = feeds;
        this.announcements = announcements;
        this.used = used;
        this.perAccount = new RateLimit<>(limits.enabled(), limits.pushesPerAccount(), clock);
    }

    /**
     * What became of a push: where a message is in its room; nothing else of what is in no log.
     *
     * @param sent false if nobody heard of it, because it was pushed before or is the value that the feed has
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pushed(
            @Nullable Long id,
            @Nullable Long room,
            @Nullable Long seq,
            @Nullable Long rev,
            @Nullable Boolean sent) {

        private static Pushed of(MessageView message) {
            return new Pushed(message.id(), message.room(), message.seq(), message.rev(), null);
        }

        private static Pushed of(boolean sent) {
            return new Pushed(null, null, null, null, sent);
        }
    }

    /** @throws Refusal {@code rate-limited}, or as a post of the account's own */
    CompletionStage<Pushed> toRoom(Actor by, RoomId room, String body, IdempotencyKey key) {
        var author = allowed(by);
        return messages.post(room, author, new Draft(key.clientId(), body, null))
                .thenApply(Pushed::of);
    }

    CompletionStage<Pushed> toAccount(Actor by, String username, String body, IdempotencyKey key) {
        var author = allowed(by);
        var draft = new Draft(key.clientId(), body, null);
        return messages.post(directRooms.openToWrite(author, username), author, draft)
                .thenApply(Pushed::of);
    }

    CompletionStage<Pushed> toFeed(Actor by, String name, JsonNode value, IdempotencyKey key) {
        var account = allowed(by);
        boolean sent = used.once(account, key.to("feeds/" + name), () -> feeds.push(by, name, value));
        return CompletableFuture.completedFuture(Pushed.of(sent));
    }

    CompletionStage<Pushed> toEverybody(Actor by, String body, IdempotencyKey key) {
        allowed(by);
        return CompletableFuture.completedFuture(Pushed.of(announcements.makeOnce(by, key, body)));
    }

    private AccountId allowed(Actor by) {
        perAccount.require(by.account());
        return new AccountId(by.account());
    }
}

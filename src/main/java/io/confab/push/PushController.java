package io.confab.push;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.confab.account.Scope;
import io.confab.audit.Actor;
import io.confab.push.Pushes.Pushed;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Pushing over HTTP: docs/protocol.md, "Pushing". */
@RestController
@RequestMapping("/api/push")
class PushController {

    private static final Logger LOG = LoggerFactory.getLogger(PushController.class);
    private static final String KEY = "Idempotency-Key";

    private final Pushes pushes;

    PushController(Pushes pushes) {
        this.pushes = pushes;
    }

    record Body(@NotNull String body) {}

    @PostMapping("/rooms/{room}")
    @ResponseStatus(HttpStatus.CREATED)
    CompletionStage<Pushed> toRoom(
            @PathVariable long room,
            @Valid @RequestBody Body command,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            SignedIn me,
            HttpServletRequest request) {
        return pushes.toRoom(Actor.of(me, request), new RoomId(room), command.body(), new IdempotencyKey(key));
    }

    @PostMapping("/accounts/{username}")
    @ResponseStatus(HttpStatus.CREATED)
    CompletionStage<Pushed> toAccount(
            @PathVariable String username,
            @Valid @RequestBody Body command,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            SignedIn me,
            HttpServletRequest request) {
        return pushes.toAccount(Actor.of(me, request), username, command.body(), new IdempotencyKey(key));
    }

    @PostMapping("/feeds/{name}")
    CompletionStage<Pushed> toFeed(
            @PathVariable String name,
            @RequestBody JsonNode value,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            SignedIn me,
            HttpServletRequest request) {
        return pushes.toFeed(Actor.of(me, request), name, value, new IdempotencyKey(key));
    }

    @PostMapping("/announcements")
    CompletionStage<Pushed> toEverybody(
            @Valid @RequestBody Body command,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            SignedIn me,
            HttpServletRequest request) {
        return pushes.toEverybody(Actor.of(me, request), command.body(), new IdempotencyKey(key));
    }

    /** One of a batch: {@code body} to a room, an account or everybody, or a {@code value} to a feed. */
    record Part(
            @Nullable Long room,
            @Nullable String account,
            @Nullable String feed,
            @Nullable Boolean everybody,
            @Nullable String body,
            @Nullable JsonNode value) {

        Scope scope() {
            if (Stream.of(room, account, feed, everybody)
                            .filter(to -> to != null && !Boolean.FALSE.equals(to))
                            .count()
                    != 1) {
                throw ErrorCode.INVALID.because("A push goes to one of room, account, feed or everybody.");
            }
            return room != null
                    ? Scope.PUSH_ROOMS
                    : account != null
                            ? Scope.PUSH_ACCOUNTS
                            : feed != null ? Scope.PUSH_FEEDS : Scope.PUSH_ANNOUNCEMENTS;
        }
    }

    record Batch(@NotEmpty @Size(max = 100) List<@NotNull Part> pushes) {}

    record Results(List<Result> results) {}

    /** @param code of the refusal; null if it was pushed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @JsonUnwrapped @Nullable Pushed pushed,
            @Nullable String code,
            @Nullable String detail) {

        static Result of(Throwable failure) {
            var cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof Refusal refusal) {
                return new Result(null, refusal.code().wire(), refusal.getMessage());
            }
            // The others have acted: whoever asked has to learn what became of them.
            LOG.error("A part of a batch of pushes failed", cause);
            var code = ErrorCode.INTERNAL;
            return new Result(null, code.wire(), code.title() + ".");
        }
    }

    /** In this order, each for itself: what is refused does not keep back the others. */
    @PostMapping
    CompletionStage<Results> batch(
            @Valid @RequestBody Batch command,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            SignedIn me,
            HttpServletRequest request) {
        var by = Actor.of(me, request);
        var common = new IdempotencyKey(key);
        var answers = new ArrayList<CompletableFuture<Result>>();
        for (int index = 0; index < command.pushes().size(); index++) {
            answers.add(push(by, me, command.pushes().get(index), common.part(index)));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> new Results(
                        answers.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Result> push(Actor by, SignedIn me, Part part, IdempotencyKey key) {
        try {
            part.scope().require(me);
            return start(by, part, key)
                    .thenApply(pushed -> new Result(pushed, null, null))
                    .exceptionally(Result::of)
                    .toCompletableFuture();
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(Result.of(failure));
        }
    }

    private CompletionStage<Pushed> start(Actor by, Part part, IdempotencyKey key) {
        if (part.feed() != null) {
            return pushes.toFeed(by, part.feed(), required(part.value(), "value"), key);
        }
        var body = required(part.body(), "body");
        if (part.room() != null) {
            return pushes.toRoom(by, new RoomId(part.room()), body, key);
        }
        return part.account() != null
                ? pushes.toAccount(by, part.account(), body, key)
                : pushes.toEverybody(by, body, key);
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw ErrorCode.INVALID.because("A push has a " + name + ".").at(name);
        }
        return value;
    }
}

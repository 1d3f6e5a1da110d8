package io.confab.moderation;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.moderation.SanctionStore.Filter;
import io.confab.moderation.Sanctions.Order;
import io.confab.room.RoomId;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sanctions over HTTP: docs/protocol.md, "Sanctions". */
@RestController
@RequestMapping("/api/moderation/sanctions")
class SanctionController {

    private static final String NO_NUL = "[^\\x00]*";

    private final Sanctions sanctions;
    private final Accounts accounts;

    SanctionController(Sanctions sanctions, Accounts accounts) {
        this.sanctions = sanctions;
        this.accounts = accounts;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SanctionView impose(@Valid @RequestBody Impose command, SignedIn me, HttpServletRequest request) {
        var room = command.room();
        return sanctions.impose(
                Actor.of(me, request),
                new Order(
                        command.kind(),
                        command.account(),
                        room == null ? null : new RoomId(room),
                        command.reason().strip(),
                        command.until(),
                        command.moderationCase()));
    }

    record Impose(
            @NotNull String account,
            @NotNull SanctionKind kind,
            @Positive @Nullable Long room,

            @NotBlank @Size(max = 500) @Pattern(regexp = NO_NUL)
            String reason,

            @Nullable Instant until,
            @JsonProperty("case") @Nullable Long moderationCase) {}

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(
            @PathVariable long id,
            @Valid @RequestBody(required = false) @Nullable Lift command,
            SignedIn me,
            HttpServletRequest request) {
        sanctions.lift(Actor.of(me, request), id, command == null ? null : command.reason());
    }

    record Lift(
            @Size(max = 500) @Pattern(regexp = NO_NUL) @Nullable
            String reason) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<SanctionView> sanctions, @Nullable Long next) {}

    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable Long room,
            @RequestParam(required = false) @Nullable SanctionKind kind,
            @RequestParam(required = false) @Nullable Boolean standing,
            @RequestParam(required = false) @Nullable Boolean appealed,
            @RequestParam(name = "case", required = false) @Nullable Long moderationCase,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me) {
        var whom = account == null || account.isBlank()
                ? null
                : new AccountId(accounts.requireEverKnown(account).id());
        var found = sanctions.page(
                AccountId.of(me),
                new Filter(whom, room == null ? null : new RoomId(room), kind, standing, appealed, moderationCase),
                before,
                limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        return new Page(page, found.size() > limit ? page.get(limit - 1).id() : null);
    }

    @GetMapping("/mine")
    Mine mine(SignedIn me) {
        return new Mine(sanctions.standing(AccountId.of(me)));
    }

    record Mine(List<SanctionView> sanctions) {}
}

package io.confab.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.TokenController.CreateToken;
import io.confab.account.TokenController.TokenCreated;
import io.confab.account.TokenController.TokenView;
import io.confab.audit.Actor;
import io.confab.shared.ErrorCode;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** My bots, and for administrators those of others: docs/protocol.md, "Bots". */
@RestController
@RequestMapping("/api/bots")
class BotController {

    private final Bots bots;

    BotController(Bots bots) {
        this.bots = bots;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BotView(
            AccountView account,
            Instant createdAt,
            @Nullable Instant disabledAt) {

        static BotView of(Account bot) {
            return new BotView(bot.view(), bot.createdAt(), bot.disabledAt());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    BotView create(@Valid @RequestBody CreateBot command, SignedIn me, HttpServletRequest request) {
        var name = command.displayName() == null ? command.username() : command.displayName();
        return BotView.of(
                bots.create(Actor.of(me, request), Username.chosen(command.username()), new DisplayName(name)));
    }

    record CreateBot(@NotNull String username, @Nullable String displayName) {}

    @GetMapping
    Mine list(SignedIn me) {
        var owner = AccountId.of(me);
        return new Mine(bots.of(owner).stream().map(BotView::of).toList(), bots.limit(owner));
    }

    /** @param limit how many there may be; null if as many as somebody wants */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mine(List<BotView> bots, @Nullable Integer limit) {}

    @PatchMapping("/{username}")
    BotView change(
            @PathVariable String username,
            @Valid @RequestBody ChangeBot command,
            SignedIn me,
            HttpServletRequest request) {
        if (command.displayName() == null && command.disabled() == null) {
            throw ErrorCode.INVALID.because("Name what is to change: displayName or disabled.");
        }
        var name = command.displayName() == null ? null : new DisplayName(command.displayName());
        return BotView.of(bots.change(Actor.of(me, request), username, name, command.disabled()));
    }

    record ChangeBot(@Nullable String displayName, @Nullable Boolean disabled) {}

    @PostMapping("/{username}/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    TokenCreated giveToken(
            @PathVariable String username,
            @Valid @RequestBody CreateToken command,
            SignedIn me,
            HttpServletRequest request) {
        return TokenCreated.of(bots.giveToken(Actor.of(me, request), username, command.name(), command.parsedScopes()));
    }

    @GetMapping("/{username}/tokens")
    Tokens tokens(@PathVariable String username, SignedIn me, HttpServletRequest request) {
        return new Tokens(bots.tokens(Actor.of(me, request), username).stream()
                .map(TokenView::of)
                .toList());
    }

    record Tokens(List<TokenView> tokens) {}

    @DeleteMapping("/{username}/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeToken(@PathVariable String username, @PathVariable UUID id, SignedIn me, HttpServletRequest request) {
        bots.revokeToken(Actor.of(me, request), username, id);
    }
}

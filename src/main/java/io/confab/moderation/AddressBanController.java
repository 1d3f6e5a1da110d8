package io.confab.moderation;

import java.time.Instant;

import io.confab.account.AccountId;
import io.confab.account.AddressBan;
import io.confab.account.AddressBanSort;
import io.confab.account.AddressBans;
import io.confab.audit.Actor;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

/** Networks that are banned: docs/protocol.md, "Sanctions". */
@RestController
@RequestMapping("/api/moderation/address-bans")
class AddressBanController {

    private static final String NO_NUL = "[^\\x00]*";

    private final AddressBans bans;

    AddressBanController(AddressBans bans) {
        this.bans = bans;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AddressBan impose(@Valid @RequestBody Impose command, SignedIn me, HttpServletRequest request) {
        return bans.impose(
                Actor.of(me, request), command.network(), command.reason().strip(), command.until());
    }

    record Impose(
            @NotNull @Size(max = 64) String network,

            @NotBlank @Size(max = 500) @Pattern(regexp = NO_NUL)
            String reason,

            @Nullable Instant until) {}

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(
            @PathVariable long id,
            @Valid @RequestBody(required = false) @Nullable Lift command,
            SignedIn me,
            HttpServletRequest request) {
        bans.lift(Actor.of(me, request), id, command == null ? null : command.reason());
    }

    record Lift(
            @Size(max = 500) @Pattern(regexp = NO_NUL) @Nullable
            String reason) {}

    @GetMapping
    AddressBans.Page list(
            @RequestParam(defaultValue = "") @Size(max = 64) @Pattern(regexp = NO_NUL) String query,
            @RequestParam(required = false) @Nullable Boolean standing,
            @RequestParam(defaultValue = "NEWEST") AddressBanSort sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me) {
        return bans.page(AccountId.of(me), query, standing, sort, after, limit);
    }
}

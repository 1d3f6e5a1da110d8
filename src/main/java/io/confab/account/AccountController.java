package io.confab.account;

import java.util.List;

import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, mine and others': docs/protocol.md, "Who you are". */
@RestController
class AccountController {

    // PostgreSQL takes no such character, not even to look for it.
    private static final String NO_NUL = "[^\\x00]*";

    private final Registration registration;
    private final OwnAccounts ownAccounts;
    private final AccountRepository accounts;
    private final SetUp setUp;
    private final BrowserSession browserSession;
    private final BannedAddresses addresses;

    AccountController(
            Registration registration,
            OwnAccounts ownAccounts,
            AccountRepository accounts,
            SetUp setUp,
            BrowserSession browserSession,
            BannedAddresses addresses) {
        this.registration = registration;
        this.ownAccounts = ownAccounts;
        this.accounts = accounts;
        this.setUp = setUp;
        this.browserSession = browserSession;
        this.addresses = addresses;
    }

    @PostMapping(path = "/api/accounts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    OwnAccount register(@Valid @RequestBody Register command, HttpServletRequest request) {
        addresses.requireFree(request.getRemoteAddr());
        var account = registration.register(new Registration.Applicant(
                command.username(),
                command.password(),
                command.displayName(),
                command.invite(),
                command.setUpCode(),
                ClientAddress.of(request),
                setUp.isOnThisMachine(request)));
        browserSession.open(new AccountId(account.id()), request);
        return account;
    }

    record Register(
            @NotNull @Schema(minLength = 2, maxLength = 32) String username,

            @NotNull @Schema(minLength = Passwords.MIN_LENGTH, maxLength = Passwords.MAX_LENGTH)
            Secret password,

            @Schema(minLength = 1, maxLength = DisplayName.MAX_LENGTH) @Nullable
            String displayName,

            @Size(max = 64) @Pattern(regexp = NO_NUL) @Nullable
            String invite,

            @Nullable Secret setUpCode) {}

    @PostMapping(path = "/api/guests", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    OwnAccount comeIn(@Valid @RequestBody ComeIn command, HttpServletRequest request) {
        addresses.requireFree(request.getRemoteAddr());
        var account = registration.admitGuest(command.displayName(), ClientAddress.of(request));
        browserSession.open(new AccountId(account.id()), request);
        return account;
    }

    record ComeIn(
            @NotNull @Schema(minLength = 1, maxLength = DisplayName.MAX_LENGTH)
            String displayName) {}

    @GetMapping("/api/accounts")
    Found search(
            @RequestParam(defaultValue = "")
                    @Size(max = 64)
                    @Pattern(regexp = NO_NUL, message = "has a character that no name has")
                    String query,
            @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit) {
        return new Found(accounts.search(AccountRepository.startingWith(query), Limit.of(limit)).stream()
                .map(Account::view)
                .toList());
    }

    record Found(List<AccountView> accounts) {}

    @PatchMapping("/api/accounts/me")
    OwnAccount rename(@Valid @RequestBody Rename command, SignedIn me) {
        return ownAccounts.rename(AccountId.of(me), new DisplayName(command.displayName()));
    }

    record Rename(
            @NotNull @Schema(minLength = 1, maxLength = DisplayName.MAX_LENGTH)
            String displayName) {}

    @PutMapping("/api/accounts/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@Valid @RequestBody ChangePassword command, SignedIn me, HttpServletRequest request) {
        ownAccounts.changePassword(AccountId.of(me), command.currentPassword(), command.newPassword());
        if (me.fromCookie()) {
            browserSession.open(AccountId.of(me), request);
        }
    }

    record ChangePassword(
            @NotNull Secret currentPassword,

            @NotNull @Schema(minLength = Passwords.MIN_LENGTH, maxLength = Passwords.MAX_LENGTH)
            Secret newPassword) {}
}

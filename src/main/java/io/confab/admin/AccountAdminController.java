package io.confab.admin;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.confab.account.AccountAdministration;
import io.confab.account.AccountAdministration.Change;
import io.confab.account.AccountId;
import io.confab.account.AccountRole;
import io.confab.account.AccountTable;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.presence.SessionTable;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts of others, for administrators: docs/protocol.md, "Administration". */
@RestController
@RequestMapping("/api/admin/accounts")
class AccountAdminController {

    private final AccountTable table;
    private final AccountAdministration administration;
    private final SessionTable sessions;
    private final Accounts accounts;

    AccountAdminController(
            AccountTable table, AccountAdministration administration, SessionTable sessions, Accounts accounts) {
        this.table = table;
        this.administration = administration;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<Row> accounts, @Nullable String next, long total) {}

    record Row(@JsonUnwrapped AccountTable.Row account, int sessions) {}

    @GetMapping
    Page list(
            @RequestParam(defaultValue = "") @Size(max = 64) @Pattern(regexp = Text.NO_NUL) String query,
            @RequestParam(required = false) @Nullable AccountRole role,
            AccountTable.@Nullable State state,
            @RequestParam(defaultValue = "USERNAME") AccountTable.Sort sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me) {
        accounts.requireAdministrator(AccountId.of(me));
        var page = table.page(new AccountTable.Filter(query, role, state), sort, after, limit);
        var counts = sessions.counts(
                page.accounts().stream().map(row -> row.account().id()).toList());
        return new Page(
                page.accounts().stream()
                        .map(row ->
                                new Row(row, counts.getOrDefault(row.account().id(), 0)))
                        .toList(),
                page.next(),
                page.total());
    }

    @PatchMapping("/{username}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            @PathVariable String username,
            @Valid @RequestBody Change command,
            SignedIn me,
            HttpServletRequest request) {
        administration.change(Actor.of(me, request), username, command);
    }

    @PostMapping("/{username}/password")
    Password resetPassword(
            @PathVariable String username,
            @Valid @RequestBody(required = false) @Nullable Why why,
            SignedIn me,
            HttpServletRequest request) {
        return new Password(administration.resetPassword(Actor.of(me, request), username, Why.reason(why)));
    }

    record Password(String password) {

        @Override
        public String toString() {
            return "(secret)";
        }
    }

    @DeleteMapping("/{username}/sign-ins")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(
            @PathVariable String username,
            @Valid @RequestBody(required = false) @Nullable Why why,
            SignedIn me,
            HttpServletRequest request) {
        administration.signOut(Actor.of(me, request), username, Why.reason(why));
    }
}

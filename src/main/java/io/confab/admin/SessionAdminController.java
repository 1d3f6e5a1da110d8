package io.confab.admin;

import java.util.UUID;

import io.confab.account.AccountId;
import io.confab.account.AccountRole;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.presence.SessionDisconnection;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The live sessions of all nodes, for those who run the server: docs/protocol.md, "Administration". */
@RestController
@RequestMapping("/api/admin/sessions")
class SessionAdminController {

    private final SessionTable table;
    private final SessionDisconnection disconnection;
    private final Accounts accounts;

    SessionAdminController(SessionTable table, SessionDisconnection disconnection, Accounts accounts) {
        this.table = table;
        this.disconnection = disconnection;
        this.accounts = accounts;
    }

    /** Where people are is for administrators: moderators neither see addresses nor find or sort by them. */
    @GetMapping
    SessionTable.Page list(
            @RequestParam(defaultValue = "") @Size(max = 64) @Pattern(regexp = Text.NO_NUL) String query,
            @RequestParam(required = false) @Pattern(regexp = Text.NO_NUL) @Nullable String node,
            @RequestParam(defaultValue = "NEWEST") SessionTable.Sort sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me) {
        var account = AccountId.of(me);
        accounts.requireStaff(account);
        var addresses = accounts.role(account) == AccountRole.ADMINISTRATOR;
        return table.page(new SessionTable.Filter(query, node, addresses), sort, after, limit);
    }

    @DeleteMapping("/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(
            @PathVariable UUID session,
            @Valid @RequestBody(required = false) @Nullable Why why,
            SignedIn me,
            HttpServletRequest request) {
        disconnection.disconnect(Actor.of(me, request), session, Why.reason(why));
    }
}

package io.confab.report;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.room.RoomId;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The cases, for those who moderate: docs/protocol.md, "Reports and cases". */
@RestController
@RequestMapping("/api/moderation/cases")
class CaseController {

    private final Cases cases;

    CaseController(Cases cases) {
        this.cases = cases;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<CaseView> cases, @Nullable Long next) {}

    @GetMapping
    Page list(
            @RequestParam(defaultValue = "") Set<CaseState> state,
            @RequestParam(required = false) @Nullable Long room,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me) {
        var found = cases.page(AccountId.of(me), state, room == null ? null : new RoomId(room), before, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        return new Page(page, found.size() > limit ? page.get(limit - 1).id() : null);
    }

    @GetMapping("/{id}")
    CaseView.Full view(@PathVariable long id, SignedIn me) {
        return cases.view(id, AccountId.of(me));
    }

    @PostMapping("/{id}/take")
    CaseView take(@PathVariable long id, SignedIn me, HttpServletRequest request) {
        return cases.take(Actor.of(me, request), id);
    }

    @PostMapping("/{id}/release")
    CaseView release(@PathVariable long id, SignedIn me, HttpServletRequest request) {
        return cases.release(Actor.of(me, request), id);
    }

    @PostMapping("/{id}/reopen")
    CaseView reopen(@PathVariable long id, SignedIn me, HttpServletRequest request) {
        return cases.reopen(Actor.of(me, request), id);
    }

    @PostMapping("/{id}/close")
    CaseView close(@PathVariable long id, @Valid @RequestBody Close command, SignedIn me, HttpServletRequest request) {
        return cases.close(Actor.of(me, request), id, command.outcome(), command.note());
    }

    record Close(
            @NotNull CaseState outcome,

            @Size(max = 1000) @Pattern(regexp = "[^\\x00]*") @Nullable
            String note) {}
}

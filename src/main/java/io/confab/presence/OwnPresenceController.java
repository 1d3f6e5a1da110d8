package io.confab.presence;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import io.confab.account.AccountId;
import io.confab.stomp.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What others are to see of me: docs/protocol.md, "Presence". */
@RestController
@RequestMapping("/api/presence")
class OwnPresenceController {

    private final PresenceStore presences;
    private final PresenceLedger ledger;
    private final Clock clock;

    OwnPresenceController(PresenceStore presences, PresenceLedger ledger, Clock clock) {
        this.presences = presences;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping
    OwnPresence mine(SignedIn me) {
        var account = AccountId.of(me).value();
        var row = presences.load(List.of(account)).get(account);
        return (row == null ? Whereabouts.unknown(account) : row.whereabouts()).ownView();
    }

    @PutMapping
    OwnPresence choose(@Valid @RequestBody Choice choice, SignedIn me) {
        var said = choice.status();
        var status = said == null ? null : Status.of(said.text(), said.emoji(), said.until(), clock.instant());
        return ledger.choose(AccountId.of(me).value(), choice.availability(), status);
    }

    /** All of it: a status that is left out is taken back. */
    record Choice(
            @NotNull Availability availability, @Nullable SaidStatus status) {}

    record SaidStatus(
            @Nullable String text,
            @Nullable String emoji,
            @Nullable Instant until) {}
}

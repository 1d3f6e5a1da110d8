package io.confab.account;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import io.confab.stomp.Connections;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the sign-ins of live connections, ends the expired ones, and lets guests go who cannot come back. */
@Component
class SignInSweep {

    private static final Duration GUEST_MAY_TAKE_TO_SIGN_IN = Duration.ofMinutes(5);

    /** In one question. */
    private static final int BATCH = 500;

    private final SignIns signIns;
    private final Sightings sightings;
    private final AccountRepository accounts;
    private final Connections connections;
    private final Clock clock;

    SignInSweep(
            SignIns signIns, Sightings sightings, AccountRepository accounts, Connections connections, Clock clock) {
        this.signIns = signIns;
        this.sightings = sightings;
        this.accounts = accounts;
        this.connections = connections;
        this.clock = clock;
    }

    /** Signs of life first: what is connected never runs idle. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void sweep() {
        keepAlive();
        signIns.endExpired();
        var now = clock.instant();
        accounts.disableGuestsWithoutSignIn(now, now.minus(GUEST_MAY_TAKE_TO_SIGN_IN));
    }

    private void keepAlive() {
        var live = connections.signIns().stream().map(UUID::fromString).toList();
        var now = clock.instant();
        live.forEach(signIn -> sightings.add(signIn, now));
        sightings.writeAll();
        for (int from = 0; from < live.size(); from += BATCH) {
            signIns.closeEnded(live.subList(from, Math.min(live.size(), from + BATCH)));
        }
    }
}

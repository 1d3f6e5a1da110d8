package io.confab.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.confab.cluster.ControlEntry;
import io.confab.shared.Refusal;
import io.confab.stomp.CloseCode;
import io.confab.stomp.Connections;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Which networks are banned now, known on every node so that no request has to ask the database. What changes acts within a
 * second, on open connections too. Thread-safe.
 */
@Component
class BannedAddresses {

    static final String CHANGED = "address-ban.changed";

    private static final Logger LOG = LoggerFactory.getLogger(BannedAddresses.class);

    private final AddressBanStore store;
    private final AccountRepository accounts;
    private final AccountPolicy policy;
    private final Connections connections;
    private final Clock clock;
    private volatile List<Range> ranges;

    BannedAddresses(
            AddressBanStore store,
            AccountRepository accounts,
            AccountPolicy policy,
            Connections connections,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.policy = policy;
        this.connections = connections;
        this.clock = clock;
        this.ranges = read();
    }

    private record Range(IpAddressMatcher matcher, AddressBanStore.Row ban) {

        boolean holds(String address, Instant now) {
            return ban.isStanding(now) && matcher.matches(address);
        }
    }

    /** @throws Refusal {@code banned}, if nobody new may come from there */
    void requireFree(@Nullable String address) {
        var now = clock.instant();
        ban(address, now).ifPresent(ban -> {
            throw Restriction.BAN.refusal(
                    ban.until(), now, "New accounts and guests from your network are not admitted: " + ban.reason());
        });
    }

    /** The same, for somebody who has an account already: it concerns guests, and those who have not had it for long. */
    void requireFree(Newness who, @Nullable String address) {
        if (isNew(who)) {
            requireFree(address);
        }
    }

    boolean isBanned(Newness who, @Nullable String address) {
        return isNew(who) && ban(address, clock.instant()).isPresent();
    }

    /** What of an account tells whether it is concerned: those who moderate never are. */
    record Newness(AccountRole role, boolean guest, Instant createdAt) {}

    private boolean isNew(Newness who) {
        return who.role() == AccountRole.USER
                && (who.guest() || who.createdAt().isAfter(clock.instant().minus(policy.newFor())));
    }

    private Optional<AddressBanStore.Row> ban(@Nullable String address, Instant now) {
        return address == null
                ? Optional.empty()
                : ranges.stream()
                        .filter(range -> range.holds(address, now))
                        .map(Range::ban)
                        .findFirst();
    }

    @EventListener
    void on(ControlEntry entry) {
        if (entry.kind().equals(CHANGED)) {
            look();
        }
    }

    /** Also from time to time: a connection that began while a ban was being read is found then. */
    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000, scheduler = "taskScheduler")
    void look() {
        try {
            ranges = read();
            if (!ranges.isEmpty()) {
                closeBanned();
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("Which networks are banned cannot be read now: {}", unavailable.toString());
        }
    }

    private List<Range> read() {
        return store.standing(clock.instant()).stream()
                .map(ban -> new Range(ban.network().matcher(), ban))
                .toList();
    }

    private void closeBanned() {
        var now = clock.instant();
        for (var session : connections.sessions()) {
            if (ban(session.address(), now).isPresent()
                    && accounts.findById(session.account())
                            .filter(account -> isNew(account.newness()))
                            .isPresent()) {
                connections.closeSession(session.id(), CloseCode.BANNED);
            }
        }
    }
}

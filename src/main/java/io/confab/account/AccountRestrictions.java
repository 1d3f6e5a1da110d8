package io.confab.account;

import java.time.Instant;

import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.shared.ErrorCode;
import io.confab.stomp.CloseCode;
import io.confab.stomp.Connections;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Holds accounts back on the whole server, and closes their connections on every node. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class AccountRestrictions {

    private static final String CLOSED = "connections.closed";

    private final AccountRepository repository;
    private final ControlLog control;
    private final Connections connections;

    AccountRestrictions(AccountRepository repository, ControlLog control, Connections connections) {
        this.repository = repository;
        this.control = control;
        this.connections = connections;
    }

    /**
     * Holds back until then, or lets go if {@code until} is null. Who is banned is out within a second, everywhere, and so are
     * their bots.
     */
    public void restrict(AccountId id, Restriction restriction, @Nullable Instant until, @Nullable String reason) {
        var account =
                repository.lock(id.value()).orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such account."));
        account.restrict(restriction, until, reason);
        if (restriction == Restriction.BAN && until != null) {
            close(id, CloseCode.BANNED);
            repository.findByOwnerOrderByUsername(id.value()).forEach(bot -> close(bot.id(), CloseCode.BANNED));
        }
    }

    /**
     * Closes every connection of the account, after what it was told before this in the control log; its clients may come
     * back.
     */
    public void disconnect(AccountId id) {
        close(id, CloseCode.EVICTED);
    }

    private void close(AccountId id, CloseCode code) {
        control.write(new ControlEntry(CLOSED, id.value() + " " + code));
    }

    @EventListener
    @Transactional(propagation = Propagation.SUPPORTS)
    public void on(ControlEntry entry) {
        if (entry.kind().equals(CLOSED)) {
            var words = entry.body().split(" ");
            close(Long.parseLong(words[0]), CloseCode.valueOf(words[1]));
        }
    }

    private void close(long account, CloseCode code) {
        if (code == CloseCode.EVICTED) {
            connections.dismissAccount(account, code);
        } else {
            connections.closeAccount(account, code);
        }
    }
}

package io.confab.presence;

import java.util.UUID;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.shared.ErrorCode;
import io.confab.stomp.CloseCode;
import io.confab.stomp.Connections;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Ends single sessions of others, whatever node they are on. Their clients may come back. */
@Service
public class SessionDisconnection {

    private static final String DISCONNECTED = "session.disconnected";

    private final SessionTable sessions;
    private final Accounts accounts;
    private final Connections connections;
    private final ControlLog control;
    private final Audit audit;

    SessionDisconnection(
            SessionTable sessions, Accounts accounts, Connections connections, ControlLog control, Audit audit) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.connections = connections;
        this.control = control;
        this.audit = audit;
    }

    /**
     * Closes the session with 4009, within a second.
     *
     * @throws io.confab.shared.Refusal {@code not-found}; {@code forbidden} unless {@code by} ranks above its owner
     */
    public void disconnect(Actor by, UUID session, @Nullable String reason) {
        var me = new AccountId(by.account());
        var ending = Act.of(DISCONNECTED, by).because(reason).with("session", session.toString());
        audit.guard(ending, () -> {
            accounts.requireStaff(me);
            return true;
        });
        var owner = sessions.owner(session).orElseThrow(() -> ErrorCode.NOT_FOUND.because("This session has ended."));
        var act = ending.on(owner.value());
        audit.carryOut(act, () -> {
            accounts.requireAbove(me, owner);
            accounts.requireWriter(me);
            control.write(new ControlEntry(DISCONNECTED, session.toString()));
            return true;
        });
    }

    @EventListener
    void on(ControlEntry entry) {
        if (entry.kind().equals(DISCONNECTED)) {
            connections.closeSession(UUID.fromString(entry.body()), CloseCode.EVICTED);
        }
    }
}

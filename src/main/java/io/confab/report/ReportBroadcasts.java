package io.confab.report;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.RoleChanged;
import io.confab.report.ReportEvent.CaseMoved;
import io.confab.report.ReportEvent.ReportClosed;
import io.confab.room.RoomTopics;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells, after the commit, those who moderate the server that a case moved, and those who reported what came of it. */
@Component
class ReportBroadcasts implements SubscriptionGuard {

    private static final Destination CASES = Destination.topic("admin", "cases");

    private final Broadcaster broadcaster;
    private final Connections connections;
    private final Accounts accounts;

    ReportBroadcasts(Broadcaster broadcaster, Connections connections, Accounts accounts) {
        this.broadcaster = broadcaster;
        this.connections = connections;
        this.accounts = accounts;
    }

    @Override
    public boolean guards(Destination destination) {
        return destination.equals(CASES);
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        accounts.requireStaff(AccountId.of(subscriber));
    }

    @EventListener
    void on(RoleChanged changed) {
        connections.revoke(CASES, changed.account().value(), () -> accounts.isStaff(changed.account()));
    }

    @TransactionalEventListener
    void on(CaseChanged changed) {
        broadcaster.publish(CASES, new CaseMoved(changed.id()));
    }

    @TransactionalEventListener
    void on(Cases.Closed closed) {
        var summary = closed.summary();
        broadcaster.publish(
                closed.reporters().stream().map(AccountId::value).toList(),
                RoomTopics.NOTICES,
                new ReportClosed(summary.subject(), summary.message(), summary.state(), summary.note()));
    }
}

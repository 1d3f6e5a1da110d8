package io.confab.moderation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.RoleChanged;
import io.confab.cluster.ControlEntry;
import io.confab.moderation.SanctionNotice.SanctionImposed;
import io.confab.moderation.SanctionNotice.SanctionLifted;
import io.confab.room.RoomTopics;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those whom a decision concerns, and those who moderate the server; on every node, within a second and without the broker too. */
@Component
class SanctionNotices implements SubscriptionGuard {

    private static final Destination SANCTIONS = Destination.topic("admin", "sanctions");

    private final SanctionStore store;
    private final Sanctions sanctions;
    private final Broadcaster broadcaster;
    private final Connections connections;
    private final Accounts accounts;

    SanctionNotices(
            SanctionStore store,
            Sanctions sanctions,
            Broadcaster broadcaster,
            Connections connections,
            Accounts accounts) {
        this.store = store;
        this.sanctions = sanctions;
        this.broadcaster = broadcaster;
        this.connections = connections;
        this.accounts = accounts;
    }

    @Override
    public boolean guards(Destination destination) {
        return destination.equals(SANCTIONS);
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        accounts.requireStaff(AccountId.of(subscriber));
    }

    @EventListener
    void on(RoleChanged changed) {
        connections.revoke(SANCTIONS, changed.account().value(), () -> accounts.isStaff(changed.account()));
    }

    @EventListener
    void on(ControlEntry entry) {
        if (entry.kind().equals(Sanctions.CHANGED)) {
            store.find(Long.parseLong(entry.body())).ifPresent(this::tell);
        }
    }

    private void tell(Sanction sanction) {
        var view = sanctions.view(sanction);
        broadcaster.publishHere(
                List.of(sanction.account().value()),
                RoomTopics.NOTICES,
                sanction.liftedAt() == null ? new SanctionImposed(view) : new SanctionLifted(view));
        broadcaster.publishHere(SANCTIONS, new SanctionChanged(sanction.id()));
    }

    /** A reason to read it anew. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonTypeName("sanction.changed")
    record SanctionChanged(long id) {}
}

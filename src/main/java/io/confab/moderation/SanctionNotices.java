package io.confab.moderation;

import java.util.List;

import io.confab.cluster.ControlEntry;
import io.confab.moderation.SanctionNotice.SanctionImposed;
import io.confab.moderation.SanctionNotice.SanctionLifted;
import io.confab.room.RoomTopics;
import io.confab.stomp.Broadcaster;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those whom a decision concerns, on every node, within a second and without the broker too. */
@Component
class SanctionNotices {

    private final SanctionStore store;
    private final Sanctions sanctions;
    private final Broadcaster broadcaster;

    SanctionNotices(SanctionStore store, Sanctions sanctions, Broadcaster broadcaster) {
        this.store = store;
        this.sanctions = sanctions;
        this.broadcaster = broadcaster;
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
    }
}

package io.confab.moderation;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.confab.account.Accounts;
import io.confab.account.StaffTopic;
import io.confab.cluster.ControlEntry;
import io.confab.moderation.SanctionNotice.SanctionImposed;
import io.confab.moderation.SanctionNotice.SanctionLifted;
import io.confab.room.RoomTopics;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells those whom a decision concerns, and those who moderate the server or the room; on every node, within a second and without the broker too. */
@Component
class SanctionNotices {

    private static final Destination SANCTIONS = Destination.topic("admin", "sanctions");

    private final SanctionStore store;
    private final Sanctions sanctions;
    private final Broadcaster broadcaster;

    SanctionNotices(SanctionStore store, Sanctions sanctions, Broadcaster broadcaster) {
        this.store = store;
        this.sanctions = sanctions;
        this.broadcaster = broadcaster;
    }

    @Bean
    static StaffTopic sanctionsTopic(Connections connections, Accounts accounts) {
        return new StaffTopic(SANCTIONS, connections, accounts);
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
        var changed = new SanctionChanged(sanction.id());
        broadcaster.publishHere(SANCTIONS, changed);
        if (sanction.room() != null) {
            broadcaster.publishHere(RoomTopics.moderation(sanction.room()), changed);
        }
    }

    /** A reason to read it anew. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonTypeName("sanction.changed")
    record SanctionChanged(long id) {}
}

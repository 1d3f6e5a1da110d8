package io.confab.report;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.StaffTopic;
import io.confab.report.ReportEvent.CaseMoved;
import io.confab.report.ReportEvent.ReportClosed;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells, after the commit, those who moderate the server or the room that a case moved, and those who reported what came of it. */
@Component
class ReportBroadcasts {

    private static final Destination CASES = Destination.topic("admin", "cases");

    private final Broadcaster broadcaster;
    private final Rooms rooms;

    ReportBroadcasts(Broadcaster broadcaster, Rooms rooms) {
        this.broadcaster = broadcaster;
        this.rooms = rooms;
    }

    @Bean
    static StaffTopic casesTopic(Connections connections, Accounts accounts) {
        return new StaffTopic(CASES, connections, accounts);
    }

    @TransactionalEventListener
    void on(CaseChanged changed) {
        var moved = new CaseMoved(changed.id());
        broadcaster.publish(CASES, moved);
        var room = changed.room();
        // To whom it is about a case does not exist: where they would hear of it, nobody does.
        if (room != null && !rooms.mayModerate(room, changed.subject())) {
            broadcaster.publish(RoomTopics.moderation(room), moved);
        }
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

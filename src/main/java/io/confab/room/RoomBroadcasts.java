package io.confab.room;

import java.util.List;

import io.confab.room.Invitations.SomebodyInvited;
import io.confab.room.RoomEvent.MemberLeft;
import io.confab.room.RoomEvent.MemberRemoved;
import io.confab.room.RoomNotice.MembershipEnded;
import io.confab.room.RoomNotice.Reason;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Destination;
import io.confab.stomp.NumberedEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells the subscribers of a room what became of it, after the commit. */
@Component
class RoomBroadcasts {

    static final Destination NOTICES = Destination.user("notices");

    private final Broadcaster broadcaster;

    RoomBroadcasts(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    @TransactionalEventListener
    void on(RoomEvent event) {
        // Whoever is out hears nothing more, so that comes first.
        if (event instanceof MemberLeft left) {
            end(event.room(), left.member(), Reason.LEFT);
        } else if (event instanceof MemberRemoved removed) {
            end(event.room(), removed.member(), Reason.REMOVED);
        }
        broadcaster.publish(
                List.of(new NumberedEvent(RoomTopics.log(new RoomId(event.room())), event.from(), event.rev(), event)));
    }

    @TransactionalEventListener
    void on(SomebodyInvited invited) {
        broadcaster.publish(List.of(invited.account().value()), NOTICES, invited.notice());
    }

    private void end(long room, MemberView member, Reason reason) {
        var id = new RoomId(room);
        var account = member.account().id();
        broadcaster.revoke(RoomTopics.log(id), account);
        broadcaster.revoke(RoomTopics.presence(id), account);
        broadcaster.publish(List.of(account), NOTICES, new MembershipEnded(room, reason));
    }
}

package io.confab.room;

import java.util.List;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.room.Invitations.SomebodyInvited;
import io.confab.room.RoomEvent.MemberLeft;
import io.confab.room.RoomEvent.MemberRemoved;
import io.confab.room.RoomNotice.MembershipEnded;
import io.confab.room.RoomNotice.Reason;
import io.confab.room.RoomRestrictions.ListenerPutOut;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Connections;
import io.confab.stomp.NumberedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells the subscribers of a room what became of it, after the commit. */
@Component
class RoomBroadcasts {

    private static final String ENDED = "membership.ended";

    private final Broadcaster broadcaster;
    private final Connections connections;
    private final ControlLog control;
    private final Rooms rooms;
    private final ApplicationEventPublisher events;

    RoomBroadcasts(
            Broadcaster broadcaster,
            Connections connections,
            ControlLog control,
            Rooms rooms,
            ApplicationEventPublisher events) {
        this.broadcaster = broadcaster;
        this.connections = connections;
        this.control = control;
        this.rooms = rooms;
        this.events = events;
    }

    /** Within the transaction: whatever becomes of this node, the others will hear of it. */
    @EventListener
    void before(RoomEvent event) {
        if (event instanceof MemberLeft left) {
            control.write(ended(event.room(), left.member().account().id()));
        } else if (event instanceof MemberRemoved removed) {
            control.write(ended(event.room(), removed.member().account().id()));
        }
    }

    @EventListener
    void before(ListenerPutOut event) {
        control.write(ended(event.room().value(), event.account().value()));
    }

    private static ControlEntry ended(long room, long account) {
        return new ControlEntry(ENDED, room + " " + account);
    }

    /** It may be late: whoever came back meanwhile keeps what they subscribed to. */
    @EventListener
    void on(ControlEntry entry) {
        if (entry.kind().equals(ENDED)) {
            var words = entry.body().split(" ");
            var room = new RoomId(Long.parseLong(words[0]));
            var account = new AccountId(Long.parseLong(words[1]));
            for (var topic : List.of(RoomTopics.log(room), RoomTopics.presence(room))) {
                connections.revoke(topic, account.value(), () -> rooms.mayRead(room, account));
            }
            events.publishEvent(new SeatsChanged(room, Set.of(account)));
        }
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
        broadcaster.publish(List.of(invited.account().value()), RoomTopics.NOTICES, invited.notice());
    }

    private void end(long room, MemberView member, Reason reason) {
        var id = new RoomId(room);
        var account = member.account().id();
        broadcaster.revoke(RoomTopics.log(id), account);
        broadcaster.revoke(RoomTopics.presence(id), account);
        broadcaster.publish(List.of(account), RoomTopics.NOTICES, new MembershipEnded(room, reason));
    }
}

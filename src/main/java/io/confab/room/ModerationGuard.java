package io.confab.room;

import java.util.Optional;

import io.confab.account.AccountId;
import io.confab.account.RoleChanged;
import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.room.RoomEvent.MemberChanged;
import io.confab.room.RoomEvent.MemberLeft;
import io.confab.room.RoomEvent.MemberRemoved;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import io.confab.stomp.Destination.Kind;
import io.confab.stomp.SignedIn;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What is to be decided in a room is for those who moderate it. Whoever does so no longer listens no longer, on whatever
 * node they are. Thread-safe.
 */
@Component
class ModerationGuard implements SubscriptionGuard {

    private static final String ENDED = "moderator.ended";

    private final Rooms rooms;
    private final Broadcaster broadcaster;
    private final Connections connections;
    private final ControlLog control;

    ModerationGuard(Rooms rooms, Broadcaster broadcaster, Connections connections, ControlLog control) {
        this.rooms = rooms;
        this.broadcaster = broadcaster;
        this.connections = connections;
        this.control = control;
    }

    @Override
    public boolean guards(Destination destination) {
        return destination.matches(Kind.TOPIC, RoomTopics.moderationShape());
    }

    @Override
    public void check(Destination destination, SignedIn subscriber) {
        rooms.requireModerator(RoomTopics.room(destination), AccountId.of(subscriber));
    }

    /** Within the transaction: whatever becomes of this node, the others will hear of it. */
    @EventListener
    void before(RoomEvent event) {
        demoted(event)
                .ifPresent(account -> control.write(new ControlEntry(ENDED, event.room() + " " + account.value())));
    }

    @TransactionalEventListener
    void on(RoomEvent event) {
        var room = new RoomId(event.room());
        demoted(event)
                .filter(account -> !rooms.mayModerate(room, account))
                .ifPresent(account -> broadcaster.revoke(RoomTopics.moderation(room), account.value()));
    }

    @EventListener
    void on(ControlEntry entry) {
        if (entry.kind().equals(ENDED)) {
            var words = entry.body().split(" ");
            revoke(new RoomId(Long.parseLong(words[0])), new AccountId(Long.parseLong(words[1])));
        }
    }

    /** In a public room those of the server moderate too. */
    @EventListener
    void on(RoleChanged changed) {
        connections
                .subscribed(RoomTopics.moderationShape())
                .forEach(topic -> revoke(RoomTopics.room(topic), changed.account()));
    }

    private void revoke(RoomId room, AccountId account) {
        connections.revoke(RoomTopics.moderation(room), account.value(), () -> rooms.mayModerate(room, account));
    }

    /** Who perhaps moderated the room before this, and does so no longer. */
    private static Optional<AccountId> demoted(RoomEvent event) {
        if (event instanceof MemberChanged changed) {
            return account(changed.member(), changed.member().role() == Role.MEMBER);
        }
        if (event instanceof MemberLeft left) {
            return account(left.member(), left.member().role() != Role.MEMBER);
        }
        return event instanceof MemberRemoved removed
                ? account(removed.member(), removed.member().role() != Role.MEMBER)
                : Optional.empty();
    }

    private static Optional<AccountId> account(MemberView member, boolean demoted) {
        return demoted ? Optional.of(new AccountId(member.account().id())) : Optional.empty();
    }
}

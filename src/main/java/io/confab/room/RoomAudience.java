package io.confab.room;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.account.AccountId;
import io.confab.stomp.Broadcaster;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;

/** Tells those who are in a room now what holds for a moment: on its presence topic, or where it is direct, on their queue. */
@Service
public class RoomAudience {

    private static final int KNOWN = 20_000;

    private final Rooms rooms;
    private final Broadcaster broadcaster;
    private final SingletonSupplier<DirectAudience> direct;
    // What a room is it stays.
    private final Cache<RoomId, Boolean> directRooms = Caffeine.newBuilder()
            .maximumSize(KNOWN)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    RoomAudience(Rooms rooms, Broadcaster broadcaster, ObjectProvider<DirectAudience> direct) {
        this.rooms = rooms;
        this.broadcaster = broadcaster;
        this.direct = SingletonSupplier.of(direct::getObject);
    }

    public boolean isDirect(RoomId room) {
        return directRooms.get(room, rooms::isDirect);
    }

    /** @param actor who does it, and is a member */
    public void tell(RoomId room, AccountId actor, Object event) {
        if (isDirect(room)) {
            var accounts = direct.obtain().of(room, actor).stream()
                    .map(AccountId::value)
                    .toList();
            broadcaster.publish(accounts, RoomTopics.DIRECT, event);
        } else {
            broadcaster.publish(RoomTopics.presence(room), event);
        }
    }
}

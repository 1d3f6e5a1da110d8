package io.confab.presence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.presence.PresenceEvent.PresenceChanged;
import io.confab.room.RoomId;
import io.confab.room.Rooms;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.LiveSession;
import io.confab.stomp.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;

/** Destinations of this feature: docs/protocol.md, "Presence". */
@Controller
class PresenceController {

    private final Rooms rooms;
    private final Accounts accounts;
    private final Rosters rosters;
    private final SessionLedger sessions;
    private final WatchLists watchLists;
    private final PresenceStore presences;
    private final Broadcaster broadcaster;

    PresenceController(
            Rooms rooms,
            Accounts accounts,
            Rosters rosters,
            SessionLedger sessions,
            WatchLists watchLists,
            PresenceStore presences,
            Broadcaster broadcaster) {
        this.rooms = rooms;
        this.accounts = accounts;
        this.rosters = rosters;
        this.sessions = sessions;
        this.watchLists = watchLists;
        this.presences = presences;
        this.broadcaster = broadcaster;
    }

    @SubscribeMapping("/rooms/{room}/presence")
    RoomPresence of(@DestinationVariable long room, SignedIn me) {
        var id = new RoomId(room);
        rooms.requireReader(id, AccountId.of(me));
        return rosters.of(id);
    }

    @MessageMapping("/presence")
    void idle(@Valid @Payload Idleness said, LiveSession session) {
        sessions.idle(session, said.idle());
    }

    record Idleness(@NotNull Boolean idle) {}

    /** Whom one may see is everybody: every account may read the public rooms, and who is in there. */
    @MessageMapping("/presence/watch")
    void watch(@Valid @Payload Watch watch, LiveSession session) {
        var known = accounts.views(watch.accounts().stream().map(AccountId::new).toList());
        var watched = new HashSet<Long>();
        known.keySet().forEach(account -> watched.add(account.value()));
        watchLists.watch(session, watched);
        // After the list counts: whoever changes in between is told twice rather than never.
        var people = new ArrayList<PersonView>();
        var rows = presences.load(watched);
        for (var account : watched) {
            var row = rows.get(account);
            people.add(
                    row == null
                            ? PersonView.unknown(account)
                            : row.whereabouts().view());
        }
        broadcaster.publishHere(List.of(session.account()), Announcements.QUEUE, PresenceChanged.watched(people));
    }

    record Watch(@NotNull @Size(max = WatchLists.MOST) List<@NotNull Long> accounts) {}
}

package io.confab.presence;

import java.time.Duration;
import java.util.List;

import io.confab.account.AccountView;
import io.confab.presence.PresenceEvent.PresenceChanged;
import io.confab.presence.PresenceEvent.PresenceOwn;
import io.confab.presence.PresenceEvent.TypingStarted;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class PresenceContractTests {

    static final Status LUNCH = new Status("at lunch", "🍜", NOON.plus(Duration.ofHours(1)));
    static final PersonView ADA = new PersonView(1, Presence.ONLINE, null, LUNCH);
    static final PersonView BOB = new PersonView(2, Presence.OFFLINE, NOON, null);

    @Test
    void whoIsInARoom() {
        assertExample("presence-room", new RoomPresence(7, new Counts(1, 0, 0, 0), true, List.of(ADA, BOB)));
        assertExample("presence-room-large", new RoomPresence(7, new Counts(120, 80, 3, 1), false, List.of()));
    }

    @Test
    void whoCameAndWent() {
        assertExample(
                "presence.changed",
                new PresenceChanged(
                        7L,
                        new Counts(1, 0, 0, 1),
                        true,
                        List.of(ADA, new PersonView(2, Presence.DROPPED, NOON, null))));
        assertExample("presence.changed-watched", PresenceChanged.watched(List.of(ADA, BOB)));
        assertExample("typing.started", new TypingStarted(7, new AccountView(1, "ada", "Ada Lovelace")));
    }

    @Test
    void oneself() {
        var own = new OwnPresence(Availability.INVISIBLE, Presence.OFFLINE, LUNCH);
        assertExample("presence-own", own);
        assertExample("presence.own", new PresenceOwn(own));
    }
}

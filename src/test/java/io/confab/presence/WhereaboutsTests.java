package io.confab.presence;

import java.time.Duration;
import java.time.Instant;

import io.confab.presence.Whereabouts.Sessions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class WhereaboutsTests {

    static final PresenceSettings SETTINGS = new PresenceSettings(Duration.ofSeconds(20), Duration.ofSeconds(5));
    static final Sessions ONE = new Sessions(1, 0);
    static final Sessions ONE_IDLE = new Sessions(1, 1);

    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    Whereabouts ada = Whereabouts.unknown(1);

    @Test
    void isOnlineWithASessionAndAwayWhenEverySessionIsIdle() {
        settle(ONE);
        assertThat(seen()).isEqualTo(Presence.ONLINE);
        settle(new Sessions(2, 1));
        assertThat(seen()).isEqualTo(Presence.ONLINE);
        settle(new Sessions(2, 2));
        assertThat(seen()).isEqualTo(Presence.AWAY);
        settle(new Sessions(3, 2));
        assertThat(seen()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void whoVanishedIsReconnectingForTheGraceAndThenOffline() {
        settle(ONE);
        var vanished = now;
        settle(Sessions.NONE, new Ending(vanished, false));
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.DROPPED, vanished, null));
        assertThat(ada.dueAt()).isEqualTo(vanished.plus(SETTINGS.grace()));
        pass(SETTINGS.grace().minusMillis(1));
        assertThat(seen()).isEqualTo(Presence.DROPPED);
        pass(Duration.ofMillis(1));
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.OFFLINE, vanished, null));
        assertThat(ada.dueAt()).isNull();
    }

    @Test
    void whoFellSilentIsReconnectingForTheGraceAndWasSeenWhenTheyWereHeardLast() {
        settle(ONE);
        var heard = now;
        now = now.plusSeconds(60);
        settle(Sessions.NONE, new Ending(heard, now, false));
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.DROPPED, heard, null));
        pass(SETTINGS.grace());
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.OFFLINE, heard, null));
    }

    @Test
    void whoVanishedLongAgoIsOfflineAtOnce() {
        settle(ONE);
        var vanished = now;
        now = now.plus(Duration.ofDays(2));
        settle(Sessions.NONE, new Ending(vanished, false));
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.OFFLINE, vanished, null));
        assertThat(ada.dueAt()).isNull();
    }

    @Test
    void ofTwoDevicesTheOneThatWasHeardLastCountsWhicheverIsNoticedLast() {
        settle(new Sessions(2, 0));
        var heard = now;
        now = now.plusSeconds(50);
        var said = now;
        settle(ONE, new Ending(said, true));
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.ONLINE, null, null));
        now = now.plusSeconds(10);
        settle(Sessions.NONE, new Ending(heard, now, false));
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.DROPPED, said, null));
    }

    @Test
    void whoVanishedAndComesBackIsOnline() {
        settle(ONE);
        settle(Sessions.NONE, new Ending(now, false));
        pass(Duration.ofSeconds(10));
        settle(ONE);
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.ONLINE, null, null));
        assertThat(ada.dueAt()).isNull();
    }

    @Test
    void aReloadIsNotSeen() {
        settle(ONE_IDLE);
        var before = ada.view();
        settle(Sessions.NONE, new Ending(now, true));
        assertThat(ada.view()).isEqualTo(before);
        pass(SETTINGS.goodBye().minusMillis(1));
        assertThat(ada.view()).isEqualTo(before);
        settle(ONE_IDLE);
        assertThat(ada.view()).isEqualTo(before);
        pass(SETTINGS.goodBye());
        settle(ONE_IDLE);
        assertThat(ada.view()).isEqualTo(before);
    }

    @Test
    void whoSaidGoodByeIsOfflineSoonAndWasSeenWhenItWasSaid() {
        settle(ONE);
        var said = now;
        settle(Sessions.NONE, new Ending(said, true));
        pass(SETTINGS.goodBye());
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.OFFLINE, said, null));
    }

    @Test
    void oneDeadDeviceTakesNobodyOfflineWhileAnotherLives() {
        settle(new Sessions(2, 0));
        settle(ONE, new Ending(now, false));
        pass(SETTINGS.grace().multipliedBy(2));
        settle(ONE);
        assertThat(seen()).isEqualTo(Presence.ONLINE);
    }

    @Test
    void whoDoesNotWantToBeDisturbedIsSeenSoWhetherIdleOrNot() {
        choose(Availability.DO_NOT_DISTURB, null, ONE_IDLE);
        assertThat(seen()).isEqualTo(Presence.DO_NOT_DISTURB);
        settle(Sessions.NONE, new Ending(now, false));
        assertThat(seen()).isEqualTo(Presence.DROPPED);
    }

    @Test
    void whoBecomesInvisibleIsSeenToLeaveExactlyAsWhoSaysGoodBye() {
        var bob = Whereabouts.unknown(1).settled(ONE, null, now, SETTINGS);
        settle(ONE);
        choose(Availability.INVISIBLE, null, ONE);
        bob = bob.settled(Sessions.NONE, new Ending(now, true), now, SETTINGS);
        for (int second = 0; second < 30; second++) {
            assertThat(ada.view()).isEqualTo(bob.view());
            assertThat(ada.dueAt()).isEqualTo(bob.dueAt());
            now = now.plusSeconds(1);
            settle(ONE);
            bob = bob.settled(Sessions.NONE, null, now, SETTINGS);
        }
        assertThat(seen()).isEqualTo(Presence.OFFLINE);
    }

    @ParameterizedTest
    @EnumSource(Presence.class)
    void whateverAnInvisibleOneDoesIsNotSeen(Presence before) {
        ada = new Whereabouts(1, Availability.INVISIBLE, null, before, now, now.minusSeconds(1), null);
        settle(ONE);
        var seen = ada.view();
        assertThat(seen.presence()).isEqualTo(Presence.OFFLINE);
        pass(Duration.ofMinutes(1));
        settle(ONE_IDLE);
        settle(Sessions.NONE, new Ending(now, false));
        settle(ONE);
        choose(Availability.INVISIBLE, new Status("hiding", null, null), ONE);
        pass(Duration.ofMinutes(1));
        assertThat(ada.view()).isEqualTo(seen);
    }

    @Test
    void whoBecomesVisibleAgainIsSeenAtOnceWithTheStatusOfNow() {
        choose(Availability.INVISIBLE, new Status("back", "🌞", null), ONE);
        choose(Availability.AUTOMATIC, new Status("back", "🌞", null), ONE);
        assertThat(ada.view()).isEqualTo(new PersonView(1, Presence.ONLINE, null, new Status("back", "🌞", null)));
    }

    @Test
    void anOfflineOneKeepsTheStatusThatWasSeenLast() {
        var holiday = new Status("holiday", "🌴", now.plus(Duration.ofDays(7)));
        choose(Availability.AUTOMATIC, holiday, ONE);
        settle(Sessions.NONE, new Ending(now, true));
        pass(SETTINGS.goodBye());
        choose(Availability.AUTOMATIC, null, Sessions.NONE);
        assertThat(ada.view().status()).isEqualTo(holiday);
        assertThat(ada.dueAt()).isEqualTo(holiday.until());
        pass(Duration.ofDays(7));
        assertThat(ada.view().status()).isNull();
    }

    @Test
    void aStatusEndsByItself() {
        var lunch = new Status("lunch", null, now.plusSeconds(60));
        choose(Availability.AUTOMATIC, lunch, ONE);
        assertThat(ada.dueAt()).isEqualTo(lunch.until());
        now = now.plusSeconds(60);
        settle(ONE);
        assertThat(ada.view().status()).isNull();
        assertThat(ada.ownView().status()).isNull();
    }

    private Presence seen() {
        return ada.view().presence();
    }

    private void choose(Availability availability, @Nullable Status status, Sessions sessions) {
        ada = ada.choosing(availability, status);
        settle(sessions);
    }

    private void settle(Sessions sessions) {
        settle(sessions, null);
    }

    private void settle(Sessions sessions, @Nullable Ending ending) {
        ada = ada.settled(sessions, ending, now, SETTINGS);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        settle(Sessions.NONE);
    }
}

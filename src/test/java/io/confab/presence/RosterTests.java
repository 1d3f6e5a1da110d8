package io.confab.presence;

import java.util.HashMap;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RosterTests {

    final Roster roster = new Roster(1, Map.of(1L, Presence.ONLINE, 2L, Presence.AWAY));

    @Test
    void countsThoseWhoAreHere() {
        assertThat(roster.counts()).isEqualTo(new Counts(1, 1, 0, 0));
        assertThat(roster.isChanged()).isFalse();
    }

    @Test
    void tellsEachChangeOnceAndOnlyTheLast() {
        roster.put(person(1, Presence.DROPPED));
        roster.put(person(1, Presence.OFFLINE));
        assertThat(roster.takeUntold()).containsExactly(person(1, Presence.OFFLINE));
        assertThat(roster.takeUntold()).isEmpty();
        assertThat(roster.isChanged()).isFalse();
        assertThat(roster.counts()).isEqualTo(new Counts(0, 1, 0, 0));
    }

    @Test
    void whoLeavesTheRoomIsNotCountedAndNotTold() {
        roster.put(person(1, Presence.DO_NOT_DISTURB));
        roster.remove(1);
        assertThat(roster.isChanged()).isTrue();
        assertThat(roster.takeUntold()).isEmpty();
        assertThat(roster.counts()).isEqualTo(new Counts(0, 1, 0, 0));
    }

    @Property(tries = 200)
    void whatIsCountedFollowsFromWhatWasPutInLast(
            @ForAll @Size(max = 60) int[] accounts, @ForAll @IntRange(max = 1000) int seed) {
        var some = new Roster(0, Map.of());
        var last = new HashMap<Long, Presence>();
        var random = new java.util.Random(seed);
        for (var account : accounts) {
            long id = Math.floorMod(account, 7);
            var presence = Presence.values()[random.nextInt(Presence.values().length)];
            some.put(person(id, presence));
            some.put(person(id, presence));
            last.put(id, presence);
        }
        assertThat(some.counts()).isEqualTo(Counts.of(last.values()));
    }

    private static PersonView person(long account, Presence presence) {
        return new PersonView(account, presence, null, null);
    }
}

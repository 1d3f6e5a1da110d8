package io.confab.presence;

import java.util.Collection;

/** How many of a room's members are here, and how. Whoever is counted nowhere is offline. */
record Counts(int online, int away, int doNotDisturb, int dropped) {

    static Counts of(Collection<Presence> presences) {
        var counts = new int[Presence.values().length];
        presences.forEach(presence -> counts[presence.ordinal()]++);
        return of(counts);
    }

    /** @param counts by the ordinals of the presences */
    static Counts of(int[] counts) {
        return new Counts(
                counts[Presence.ONLINE.ordinal()],
                counts[Presence.AWAY.ordinal()],
                counts[Presence.DO_NOT_DISTURB.ordinal()],
                counts[Presence.DROPPED.ordinal()]);
    }
}

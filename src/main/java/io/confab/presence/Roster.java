package io.confab.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who of one room's members is here, kept by what changes: the counts cost nothing to know. What is put in says what is
 * the case, so that the same twice, or an older one that a newer follows, does no harm. Not thread-safe.
 */
final class Roster {

    private final int[] counts = new int[Presence.values().length];
    // Those who are not offline.
    private final Map<Long, Presence> here = new HashMap<>();
    private final Map<Long, PersonView> untold = new HashMap<>();
    private boolean changed;
    private long membersRev;

    /** @param membersRev memberships are known up to this change of the room */
    Roster(long membersRev, Map<Long, Presence> here) {
        this.membersRev = membersRev;
        here.forEach(this::put);
    }

    long membersRev() {
        return membersRev;
    }

    void knowsMembersUpTo(long rev) {
        membersRev = Math.max(membersRev, rev);
    }

    /** A member, to be told: as it is now, or that it is here at all. */
    void put(PersonView member) {
        put(member.account(), member.presence());
        untold.put(member.account(), member);
        changed = true;
    }

    /** Somebody is no member any more. */
    void remove(long account) {
        put(account, Presence.OFFLINE);
        untold.remove(account);
        changed = true;
    }

    private void put(long account, Presence presence) {
        var before = presence == Presence.OFFLINE ? here.remove(account) : here.put(account, presence);
        if (before != null) {
            counts[before.ordinal()]--;
        }
        if (presence != Presence.OFFLINE) {
            counts[presence.ordinal()]++;
        }
    }

    Counts counts() {
        return Counts.of(counts);
    }

    boolean isChanged() {
        return changed;
    }

    /** What was not told yet, which counts as told from now on. */
    List<PersonView> takeUntold() {
        var taken = new ArrayList<>(untold.values());
        untold.clear();
        changed = false;
        return taken;
    }
}

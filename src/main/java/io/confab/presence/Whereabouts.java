package io.confab.presence;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An account's presence: what its owner chose and what others see, and the rules by which the one follows from the other
 * and from the sessions. Whoever becomes invisible is seen to leave like everybody else who says good-bye, at the same
 * pace and with the same last word.
 *
 * @param status the owner's own
 * @param presence what others see
 * @param lastSeenAt when somebody was heard of last, as far as others may know: of the sessions that have ended
 * @param leavesAt when it becomes offline, for nobody is there any more; null while somebody is, and once it is offline
 * @param shown the status that others see: the one of the time when the owner was there last
 */
record Whereabouts(
        long account,
        Availability availability,
        @Nullable Status status,
        Presence presence,
        @Nullable Instant lastSeenAt,
        @Nullable Instant leavesAt,
        @Nullable Status shown) {

    /** How many sessions an account has, and how many of them are idle. */
    record Sessions(int all, int idle) {

        static final Sessions NONE = new Sessions(0, 0);
    }

    static Whereabouts unknown(long account) {
        return new Whereabouts(account, Availability.AUTOMATIC, null, Presence.OFFLINE, null, null, null);
    }

    Whereabouts choosing(Availability chosen, @Nullable Status said) {
        return new Whereabouts(account, chosen, said, presence, lastSeenAt, leavesAt, shown);
    }

    /** What is the case now, with these sessions; {@code ending} is that of the last one that ended just now. */
    Whereabouts settled(Sessions sessions, @Nullable Ending ending, Instant now, PresenceSettings settings) {
        var current = withoutWhatIsOver(now);
        if (availability != Availability.INVISIBLE && sessions.all() > 0) {
            return current.here(sessions.idle() == sessions.all(), ending);
        }
        if (presence == Presence.OFFLINE) {
            return current;
        }
        return (leavesAt == null ? current.leaving(ending, now, settings) : current).gone(now);
    }

    private Whereabouts withoutWhatIsOver(Instant now) {
        return new Whereabouts(
                account, availability, current(status, now), presence, lastSeenAt, leavesAt, current(shown, now));
    }

    private static @Nullable Status current(@Nullable Status status, Instant now) {
        return status == null || status.isOver(now) ? null : status;
    }

    private Whereabouts here(boolean idle, @Nullable Ending ending) {
        var seen = availability == Availability.DO_NOT_DISTURB
                ? Presence.DO_NOT_DISTURB
                : idle ? Presence.AWAY : Presence.ONLINE;
        var ended = ending == null ? lastSeenAt : lastSeen(ending.seenAt());
        return new Whereabouts(account, availability, status, seen, ended, null, status);
    }

    private Whereabouts leaving(@Nullable Ending ending, Instant now, PresenceSettings settings) {
        var at = ending == null ? now : ending.at();
        boolean vanished = availability != Availability.INVISIBLE && ending != null && !ending.goodBye();
        var seenAt = lastSeen(ending == null ? now : ending.seenAt());
        return vanished
                ? left(Presence.DROPPED, seenAt, at.plus(settings.grace()))
                : left(presence, seenAt, at.plus(settings.goodBye()));
    }

    /** The device that was heard of last may have ended before the one that fell silent was given up. */
    private Instant lastSeen(Instant heardAt) {
        return lastSeenAt != null && lastSeenAt.isAfter(heardAt) ? lastSeenAt : heardAt;
    }

    private Whereabouts gone(Instant now) {
        return leavesAt == null || now.isBefore(leavesAt) ? this : left(Presence.OFFLINE, lastSeenAt, null);
    }

    private Whereabouts left(Presence seen, @Nullable Instant at, @Nullable Instant until) {
        return new Whereabouts(account, availability, status, seen, at, until, shown);
    }

    /** When this changes without anybody's doing. */
    @Nullable
    Instant dueAt() {
        return Stream.of(leavesAt, status == null ? null : status.until(), shown == null ? null : shown.until())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    PersonView view() {
        boolean gone = presence == Presence.OFFLINE || presence == Presence.DROPPED;
        return new PersonView(account, presence, gone ? lastSeenAt : null, shown);
    }

    OwnPresence ownView() {
        return new OwnPresence(availability, presence, status);
    }
}

package io.confab.schedule;

import java.time.Instant;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be said, as its row says it.
 *
 * @param room      where, or null
 * @param account   to whom, or null; if both are, to everybody who is online
 * @param nextAt    when it is due next; null when it is over
 * @param lastError why it was not said when it was due last; null if it was
 * @param faults    how it fares with faults of the server
 */
record Schedule(
        long id,
        AccountId owner,
        @Nullable RoomId room,
        @Nullable AccountId account,
        String body,
        Timing timing,
        Missed missed,
        Instant createdAt,
        @Nullable Instant pausedAt,
        @Nullable Instant nextAt,
        @Nullable Instant lastAt,
        @Nullable String lastError,
        Faults faults) {

    /** What becomes of what was due while nobody could say it. */
    enum Missed {
        /** It is said late, once however often it was due. */
        SEND,
        /** It is not said. */
        SKIP
    }

    /**
     * @param tries     how many in a row met one
     * @param givenUpAt when it was not tried any more; null while it is
     */
    record Faults(int tries, @Nullable Instant givenUpAt) {

        static final Faults NONE = new Faults(0, null);

        /** After one more of at most so many. */
        Faults andOne(int most, Instant now) {
            return new Faults(tries + 1, tries + 1 < most ? null : now);
        }
    }

    /** What is neither paused nor given up nor over. */
    boolean isGoing() {
        return nextAt != null && faults.givenUpAt() == null;
    }

    boolean isOver() {
        return nextAt == null && pausedAt == null;
    }

    boolean isToEverybody() {
        return room == null && account == null;
    }

    /** By which a message of this is known wherever it is said: one for each time that it is due. */
    String occurrence(Instant due) {
        return "schedule-" + id + "-" + due.toEpochMilli();
    }
}

package io.confab.room;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.confab.account.AccountId;
import io.confab.account.AccountRole;
import io.confab.account.Restraint;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A room whose lock the current transaction holds, as the log sees it: the counters, and how those who want to write
 * stand. What is taken from the counters is written by {@link RoomLedger#advance}.
 */
public final class LockedRoom {

    private final RoomId id;
    private final RoomKind kind;
    private final boolean archived;
    private final RoomMode mode;
    private final Map<AccountId, Instant> posted = new HashMap<>();
    private final Map<AccountId, Seat> seats = new HashMap<>();
    private long rev;
    private long seq;
    private @Nullable Instant lastPostedAt;

    LockedRoom(
            RoomId id,
            RoomKind kind,
            boolean archived,
            RoomMode mode,
            long rev,
            long seq,
            @Nullable Instant lastPostedAt) {
        this.mode = mode;
        this.id = id;
        this.kind = kind;
        this.archived = archived;
        this.rev = rev;
        this.seq = seq;
        this.lastPostedAt = lastPostedAt;
    }

    public RoomId id() {
        return id;
    }

    public boolean isDirect() {
        return kind == RoomKind.DIRECT;
    }

    long rev() {
        return rev;
    }

    long seq() {
        return seq;
    }

    @Nullable
    Instant lastPostedAt() {
        return lastPostedAt;
    }

    /** Takes the number of the next change. */
    public long nextRev() {
        return ++rev;
    }

    /** Takes the place of the next message. */
    public long nextSeq() {
        return ++seq;
    }

    /** The time of the next message: now, but never before the message in front of it. */
    public Instant nextTime(Instant now) {
        lastPostedAt = lastPostedAt != null && lastPostedAt.isAfter(now) ? lastPostedAt : now;
        return lastPostedAt;
    }

    /**
     * Refuses whoever may say nothing here now.
     *
     * @throws io.confab.shared.Refusal those of {@link #requireWriter}, {@code muted}
     */
    public void requireSpeaker(AccountId account, Instant now) {
        requireWriter(account, now);
        seats.getOrDefault(account, Seat.NONE).requireSpeaker(now);
    }

    /**
     * Refuses whoever may change nothing here now.
     *
     * @throws io.confab.shared.Refusal {@code not-found}, {@code not-a-member}, {@code room-archived}, {@code banned},
     *     {@code read-only}
     */
    public void requireWriter(AccountId account, Instant now) {
        requireReader(account);
        if (role(account) == null) {
            throw ErrorCode.NOT_A_MEMBER.because("Join the room first.");
        }
        requireOpen();
        requireFree(account, now);
    }

    /**
     * Refuses members who may not post here now, for what the room is.
     *
     * @throws io.confab.shared.Refusal {@code room-locked}, {@code announcements-only}, {@code slow-mode} with when it is over
     */
    public void requirePostable(AccountId account, Supplier<AccountRole> server, Instant now) {
        if (mode.isNone() || authority(account, server).mayModerate()) {
            return;
        }
        requireUnlocked();
        requireAnybodySpeaks();
        var last = posted.getOrDefault(
                account, seats.getOrDefault(account, Seat.NONE).lastPostedAt());
        if (mode.slowSeconds() != null && last != null) {
            var next = last.plusSeconds(mode.slowSeconds());
            if (next.isAfter(now)) {
                throw ErrorCode.SLOW_MODE
                        .because("This room is slow: a while passes between two messages.")
                        // Rounded up: who comes back then is not a moment too early.
                        .retryAfter(Duration.between(now, next).plusMillis(999));
            }
        }
    }

    /**
     * Refuses members who may bring in no new words now, for what the room is.
     *
     * @throws io.confab.shared.Refusal {@code room-locked}, {@code announcements-only}
     */
    public void requireEditable(AccountId account, Supplier<AccountRole> server) {
        if (!mode.isNone() && !authority(account, server).mayModerate()) {
            requireUnlocked();
            requireAnybodySpeaks();
        }
    }

    /** Refuses members who may change nothing here, because the room is locked. */
    public void requireChangeable(AccountId account, Supplier<AccountRole> server) {
        if (mode.lockedAt() != null && !authority(account, server).mayModerate()) {
            requireUnlocked();
        }
    }

    private void requireAnybodySpeaks() {
        if (mode.announcementsOnly() != null) {
            throw ErrorCode.ANNOUNCEMENTS_ONLY.because("Only moderators post in this room.");
        }
    }

    private void requireUnlocked() {
        if (mode.lockedAt() != null) {
            throw ErrorCode.ROOM_LOCKED.because("This room is locked: only moderators write in it.");
        }
    }

    /** Somebody has posted: what the time to their next post is counted from. */
    public void posted(AccountId account, Instant at) {
        if (mode.slowSeconds() != null) {
            posted.put(account, at);
        }
    }

    /** Who posted when, in a slow room. */
    Map<AccountId, Instant> posted() {
        return posted;
    }

    /** Refuses whoever is held back so far that they change nothing, members or not. */
    public void requireFree(AccountId account, Instant now) {
        seats.getOrDefault(account, Seat.NONE).requireWriter(now);
    }

    /** Refuses whoever may not read the room as if it did not exist. */
    public void requireReader(AccountId account) {
        if (kind != RoomKind.PUBLIC && role(account) == null) {
            throw Standing.noSuchRoom();
        }
    }

    /** Refuses everybody while the room is archived. */
    public void requireOpen() {
        if (archived) {
            throw Standing.archived();
        }
    }

    /** What the account may do here. */
    public Authority authority(AccountId account, Supplier<AccountRole> server) {
        return new Authority(kind, role(account), server);
    }

    private @Nullable Role role(AccountId account) {
        return seats.getOrDefault(account, Seat.NONE).role();
    }

    void seat(AccountId account, Seat seat) {
        seats.put(account, seat);
    }

    /**
     * How somebody who wants to write stands.
     *
     * @param role   null for no member
     * @param lastPostedAt null if they never did while the room was slow
     * @param here   how they, or whose bot they are, are held back in the room
     * @param server how they are held back on the whole server
     */
    record Seat(@Nullable Role role, @Nullable Instant lastPostedAt, Restraint here, Restraint server) {

        private static final Restraint NOTHING = new Restraint(null, null, null);
        private static final Seat NONE = new Seat(null, null, NOTHING, NOTHING);

        private void requireWriter(Instant now) {
            server.requireWriter(now);
            here.requireWriter(now);
        }

        private void requireSpeaker(Instant now) {
            server.requireSpeaker(now);
            here.requireSpeaker(now);
        }
    }
}

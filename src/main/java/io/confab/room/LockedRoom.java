package io.confab.room;

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
    private final Map<AccountId, Seat> seats = new HashMap<>();
    private long rev;
    private long seq;
    private @Nullable Instant lastPostedAt;

    LockedRoom(RoomId id, RoomKind kind, boolean archived, long rev, long seq, @Nullable Instant lastPostedAt) {
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
     * @param here   how they are held back in the room
     * @param server how they are held back on the whole server
     */
    record Seat(@Nullable Role role, Restraint here, Restraint server) {

        private static final Restraint NOTHING = new Restraint(null, null, null);
        private static final Seat NONE = new Seat(null, NOTHING, NOTHING);

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

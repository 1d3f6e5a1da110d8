package io.confab.room;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.confab.account.AccountId;
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
     * Refuses whoever may not write here now.
     *
     * @throws io.confab.shared.Refusal {@code not-found}, {@code not-a-member}, {@code room-archived}, {@code forbidden}
     */
    public void requireWriter(AccountId account, Instant now) {
        requireReader(account);
        var seat = seats.get(account);
        if (seat == null) {
            throw ErrorCode.NOT_A_MEMBER.because("Join the room first.");
        }
        requireOpen();
        if (seat.mutedUntil() != null && seat.mutedUntil().isAfter(now)) {
            throw ErrorCode.FORBIDDEN.because("You are muted in this room.");
        }
    }

    /** Refuses whoever may not read the room as if it did not exist. */
    public void requireReader(AccountId account) {
        if (kind != RoomKind.PUBLIC && !seats.containsKey(account)) {
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
    public Authority authority(AccountId account, BooleanSupplier administrator) {
        var seat = seats.get(account);
        return new Authority(kind, seat == null ? null : seat.role(), administrator);
    }

    void seat(AccountId account, Role role, @Nullable Instant mutedUntil) {
        seats.put(account, new Seat(role, mutedUntil));
    }

    private record Seat(Role role, @Nullable Instant mutedUntil) {}
}

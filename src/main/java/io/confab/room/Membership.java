package io.confab.room;

import java.time.Instant;

import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Restriction;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * An account's place in a room. It is changed under the lock of the room's row, all but the read cursor and what the
 * member wants to hear: that is why only the columns that changed are written.
 */
@Entity
@DynamicUpdate
class Membership {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private long room;
    private long account;

    @Enumerated(EnumType.STRING)
    private Role role;

    private long rev;
    private long beganRev;
    private Instant joinedAt;
    private @Nullable Instant leftAt;
    private long lastReadSeq;
    private boolean hidden;

    @Enumerated(EnumType.STRING)
    private Level attention = Level.ALL;

    private @Nullable Instant quietUntil;
    private @Nullable Instant movedAt;
    private @Nullable Instant mutedUntil;
    private @Nullable Instant readOnlyUntil;
    private @Nullable Instant bannedUntil;

    @SuppressWarnings("NullAway.Init")
    protected Membership() {}

    @SuppressWarnings("NullAway.Init")
    Membership(RoomId room, AccountId account) {
        this.room = room.value();
        this.account = account.value();
    }

    long room() {
        return room;
    }

    AccountId account() {
        return new AccountId(account);
    }

    Role role() {
        return role;
    }

    boolean isOver() {
        return leftAt != null;
    }

    long lastReadSeq() {
        return lastReadSeq;
    }

    /** Whether its member does not want to see the room. */
    boolean isHidden() {
        return hidden;
    }

    Attention attention() {
        return new Attention(attention, quietUntil);
    }

    void attend(Attention next, Instant now) {
        attention = next.level();
        quietUntil = next.mutedUntil();
        movedAt = now;
    }

    /** Begins, or begins again. What was said before counts as read. */
    void begin(Role as, long atRev, long headSeq, Instant now) {
        role = as;
        rev = atRev;
        beganRev = atRev;
        joinedAt = now;
        leftAt = null;
        lastReadSeq = headSeq;
        attention = Level.ALL;
        quietUntil = null;
    }

    void end(long atRev, Instant now) {
        rev = atRev;
        leftAt = now;
    }

    void become(Role next, long atRev) {
        role = next;
        rev = atRev;
    }

    /** Holds back until then, or lets go if that is null. */
    void restrict(Restriction restriction, @Nullable Instant until, long atRev) {
        switch (restriction) {
            case MUTE -> mutedUntil = until;
            case READ_ONLY -> readOnlyUntil = until;
            case BAN -> bannedUntil = until;
        }
        rev = atRev;
    }

    /** Somebody who never was here, and is kept out. */
    void neverBegan(long atRev, Instant now) {
        role = Role.MEMBER;
        rev = atRev;
        joinedAt = now;
        leftAt = now;
    }

    boolean isBarred(Instant now) {
        return Restriction.isOn(bannedUntil, now);
    }

    /** @throws io.confab.shared.Refusal {@code read-only} or {@code muted} */
    void requireSpeaker(Instant now) {
        Restriction.READ_ONLY.requireOver(readOnlyUntil, now);
        Restriction.MUTE.requireOver(mutedUntil, now);
    }

    /** @throws io.confab.shared.Refusal {@code read-only} */
    void requireWriter(Instant now) {
        Restriction.READ_ONLY.requireOver(readOnlyUntil, now);
    }

    boolean isWriter(Instant now) {
        return !Restriction.isOn(readOnlyUntil, now);
    }

    MemberView view(AccountView who) {
        return new MemberView(who, role, rev, joinedAt, leftAt, mutedUntil, readOnlyUntil);
    }
}

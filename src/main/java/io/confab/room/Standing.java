package io.confab.room;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * How an account stands in a room.
 *
 * @param membership null if it is no member, or no member any more
 * @param rows its row in the room, an ended one too, and of a bot its owner's: what holds back the one holds back the other
 */
record Standing(
        AccountId account, Room room, @Nullable Membership membership, List<Membership> rows, Authority authority) {

    /** To whom may not read it, a room does not exist. */
    Standing requireReader() {
        if (authority.barred() && room.kind() == RoomKind.PUBLIC) {
            throw banned();
        }
        if (!authority.mayRead()) {
            throw noSuchRoom();
        }
        return this;
    }

    Membership requireMember() {
        requireReader();
        if (membership == null) {
            throw ErrorCode.NOT_A_MEMBER.because("Join the room first.");
        }
        return membership;
    }

    /** Refuses whoever changes nothing for now, here or anywhere. */
    void requireFree(Accounts accounts, Instant now) {
        accounts.requireWriter(account);
        rows.forEach(row -> row.requireWriter(now));
    }

    /** Refuses whoever says nothing for now, here or anywhere. */
    void requireVoice(Accounts accounts, Instant now) {
        if (authority.barred()) {
            throw banned();
        }
        accounts.requireSpeaker(account);
        rows.forEach(row -> row.requireSpeaker(now));
    }

    /** Refuses whoever does not rank above the other here, who may be disabled; nobody ranks above themselves. */
    void requireAbove(Standing other, Accounts accounts) {
        if (!isAbove(other, accounts)) {
            throw ErrorCode.FORBIDDEN.because("Owners and moderators hold back those who rank below them.");
        }
    }

    /** Whether it ranks above the other here, who may be disabled. */
    boolean isAbove(Standing other, Accounts accounts) {
        return !account.equals(other.account) && authority.mayRestrict(other.ranked(accounts));
    }

    /** Whether it ranks below the other here; whoever is disabled rules nobody any more. */
    boolean isBelow(Standing other, Accounts accounts) {
        return accounts.isEnabled(other.account) && authority.isBelow(other.authority);
    }

    /** Whether it may give the other, who may be disabled, the role {@code next}. */
    boolean mayAppoint(Standing other, Role next, Accounts accounts) {
        return account.equals(other.account)
                ? authority.mayTake(next)
                : authority.mayAppoint(other.ranked(accounts), next);
    }

    /** Its authority as the others see it: whoever is disabled may do nothing, and keeps the rank. */
    private Authority ranked(Accounts accounts) {
        return new Authority(authority.kind(), authority.role(), () -> accounts.roleOf(account), authority.barred());
    }

    /** Whether {@link #requireReader}, {@link #requireFree} and {@link #requireAbove} all let it pass. */
    boolean mayActOn(Standing other, Accounts accounts, Instant now) {
        return authority.mayRead()
                && accounts.isWriter(account)
                && rows.stream().allMatch(row -> row.isWriter(now))
                && isAbove(other, accounts);
    }

    Membership member() {
        return Objects.requireNonNull(membership);
    }

    static RuntimeException banned() {
        return ErrorCode.BANNED.because("You are banned from this room.");
    }

    static RuntimeException archived() {
        return ErrorCode.ROOM_ARCHIVED.because("This room is archived: it can be read, not changed.");
    }

    static RuntimeException noSuchRoom() {
        // There may be none of this id: what is written down of a try tells neither.
        return ErrorCode.NOT_FOUND.because("There is no such room.").concealing();
    }
}

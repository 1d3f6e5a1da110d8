package io.confab.room;

import java.time.Instant;

import io.confab.account.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** The word of a member that somebody may join a private room. It is used up by joining. */
@Entity
class Invitation {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private long room;
    private long account;
    private long invitedBy;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Invitation() {}

    @SuppressWarnings("NullAway.Init")
    Invitation(RoomId room, AccountId account, AccountId invitedBy, Instant now) {
        this.room = room.value();
        this.account = account.value();
        this.invitedBy = invitedBy.value();
        this.createdAt = now;
    }

    RoomId room() {
        return new RoomId(room);
    }

    AccountId account() {
        return new AccountId(account);
    }

    AccountId invitedBy() {
        return new AccountId(invitedBy);
    }

    Instant createdAt() {
        return createdAt;
    }
}

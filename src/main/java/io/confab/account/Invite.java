package io.confab.account;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Lets somebody register where sign-up is by invitation: a code, good for a number of accounts. */
@Entity
class Invite {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String code;
    private int uses;
    private int used;
    private long createdBy;
    private Instant createdAt;
    private @Nullable Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected Invite() {}

    @SuppressWarnings("NullAway.Init")
    Invite(String code, int uses, AccountId createdBy, Instant createdAt, @Nullable Instant expiresAt) {
        this.code = code;
        this.uses = uses;
        this.createdBy = createdBy.value();
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    InviteView view() {
        return new InviteView(id, code, uses, used, createdAt, expiresAt);
    }

    record InviteView(
            long id,
            String code,
            int uses,
            int used,
            Instant createdAt,
            @Nullable Instant expiresAt) {}
}

package io.confab.account;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import io.confab.shared.ErrorCode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A person, a guest or a bot. A guest has no password and nothing to sign in with again, a bot has tokens alone and an owner
 * who gives them. Only what changed is written: whoever
 * writes a name must not bring back a password that was changed since it was read.
 */
@Entity
@DynamicUpdate
class Account {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String username;
    private String displayName;
    private String searchName;
    private @Nullable String password;

    @Enumerated(EnumType.STRING)
    private AccountRole role;

    private boolean guest;
    private @Nullable Long owner;
    private Instant createdAt;
    private @Nullable Instant disabledAt;
    private @Nullable Instant mutedUntil;
    private @Nullable Instant readOnlyUntil;
    private @Nullable Instant bannedUntil;
    private @Nullable String bannedBecause;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    @SuppressWarnings("NullAway.Init")
    private Account(Username username, DisplayName displayName, Instant now) {
        this.username = username.value();
        this.role = AccountRole.USER;
        this.createdAt = now;
        rename(displayName);
    }

    static Account person(Username username, DisplayName displayName, String encodedPassword, Instant now) {
        var account = new Account(username, displayName, now);
        account.password = encodedPassword;
        return account;
    }

    static Account guest(Username username, DisplayName displayName, Instant now) {
        var account = new Account(username, displayName, now);
        account.guest = true;
        return account;
    }

    /** @throws io.confab.shared.Refusal {@code forbidden} if the owner is a guest or a bot itself */
    static Account bot(Username username, DisplayName displayName, Account owner, Instant now) {
        if (owner.guest || owner.isBot()) {
            throw ErrorCode.FORBIDDEN.because("Guests and bots have no bots.");
        }
        var account = new Account(username, displayName, now);
        account.owner = owner.id;
        return account;
    }

    /** What a program speaks as: no guest, and nobody signs in as it. */
    static Account hook(Username username, DisplayName displayName, Instant now) {
        return new Account(username, displayName, now);
    }

    AccountId id() {
        return new AccountId(id);
    }

    String username() {
        return username;
    }

    String displayName() {
        return displayName;
    }

    AccountRole role() {
        return role;
    }

    boolean isGuest() {
        return guest;
    }

    boolean isBot() {
        return owner != null;
    }

    /** Whose bot it is; null for everybody else. */
    @Nullable
    AccountId owner() {
        return owner == null ? null : new AccountId(owner);
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant disabledAt() {
        return disabledAt;
    }

    boolean isDisabled() {
        return disabledAt != null;
    }

    /** The encoded password, or null if nobody can sign in with one. */
    @Nullable
    String password() {
        return password;
    }

    AccountView view() {
        return new AccountView(id, username, displayName, isBot());
    }

    final void rename(DisplayName name) {
        displayName = name.value();
        searchName = displayName.toLowerCase(Locale.ROOT);
    }

    void changePassword(String encoded) {
        password = encoded;
    }

    void becomeAdministrator() {
        if (guest || isBot()) {
            throw new IllegalStateException("A guest or a bot never becomes administrator.");
        }
        role = AccountRole.ADMINISTRATOR;
    }

    /** A guest never gets a role: nobody knows who it is. Neither does a bot: its owner would have it, too. */
    void become(AccountRole next) {
        if ((guest || isBot()) && next != AccountRole.USER) {
            throw ErrorCode.FORBIDDEN.because("Guests and bots have no role.");
        }
        role = next;
    }

    void restrict(Restriction restriction, @Nullable Instant until, @Nullable String reason) {
        switch (restriction) {
            case MUTE -> mutedUntil = until;
            case READ_ONLY -> readOnlyUntil = until;
            case BAN -> {
                bannedUntil = until;
                bannedBecause = until == null ? null : reason;
            }
        }
    }

    /** @throws io.confab.shared.Refusal {@code banned}, with the reason that was given */
    BannedAddresses.Newness newness() {
        return new BannedAddresses.Newness(role, guest, createdAt);
    }

    void requireNotBanned(Instant now) {
        if (Restriction.isOn(bannedUntil, now)) {
            throw Restriction.BAN.refusal(
                    bannedUntil, now, Objects.requireNonNullElse(bannedBecause, "You are banned."));
        }
    }

    Restraint restraint() {
        return new Restraint(mutedUntil, readOnlyUntil, bannedUntil);
    }

    void enable() {
        disabledAt = null;
    }

    /** Nobody can be this account any more; what it said stays. */
    void disable(Instant now) {
        if (disabledAt == null) {
            disabledAt = now;
        }
    }
}

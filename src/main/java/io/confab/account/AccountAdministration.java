package io.confab.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;

import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.cluster.ControlLog;
import io.confab.shared.ErrorCode;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What administrators do to the accounts of others. Nobody does it to their own, so that a server that has an
 * administrator keeps one. Every act is in the audit log, the forbidden ones too.
 */
@Service
public class AccountAdministration {

    private static final int PASSWORD_BYTES = 12;

    private final AccountRepository repository;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIns signIns;
    private final ControlLog control;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AccountAdministration(
            AccountRepository repository,
            Accounts accounts,
            Passwords passwords,
            SignIns signIns,
            ControlLog control,
            Audit audit,
            Clock clock) {
        this.repository = repository;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIns = signIns;
        this.control = control;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is to become of an account: what is null stays as it is.
     *
     * @param reason for the audit log
     */
    public record Change(
            @Nullable AccountRole role,
            @Nullable Boolean disabled,
            @Nullable String displayName,

            @Size(max = 500) @Pattern(regexp = "[^\\x00]*") @Nullable
            String reason) {}

    /** All of it is one change. Whoever is disabled is signed out everywhere; what they said stays. */
    public AccountRole change(Actor by, String username, Change change) {
        if (change.role() == null && change.disabled() == null && change.displayName() == null) {
            throw ErrorCode.INVALID.because("Name what is to change: role, disabled or displayName.");
        }
        var name = change.displayName() == null ? null : new DisplayName(change.displayName());
        var act = Act.of("account.changed", by)
                .because(change.reason())
                .with("role", change.role())
                .with("disabled", change.disabled())
                .with("displayName", name == null ? null : name.value());
        return carryOut(act, username, account -> {
            if (name != null) {
                account.rename(name);
            }
            if (change.role() != null) {
                account.become(change.role());
            }
            if (change.disabled() != null) {
                disable(account, change.disabled());
            }
            return account.role();
        });
    }

    private void disable(Account account, boolean disabled) {
        if (disabled) {
            account.disable(clock.instant());
            signIns.endAll(account.id());
        } else {
            account.enable();
        }
    }

    /** A new password that nobody chose, shown this once; every sign-in of the account ends. */
    public String resetPassword(Actor by, String username, @Nullable String reason) {
        var bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var encoded = passwords.encode(new Secret(password));
        return carryOut(Act.of("password.reset", by).because(reason), username, account -> {
            if (account.isGuest() || account.isBot()) {
                throw ErrorCode.INVALID.because("Guests and bots have no password.");
            }
            account.changePassword(encoded);
            signIns.endAll(account.id());
            return password;
        });
    }

    /** Ends every sign-in of the account, its tokens too. */
    public void signOut(Actor by, String username, @Nullable String reason) {
        carryOut(Act.of("account.signed-out", by).because(reason), username, account -> {
            signIns.endAll(account.id());
            return true;
        });
    }

    private interface Deed<T> {
        T on(Account account);
    }

    private <T> T carryOut(Act act, String username, Deed<T> deed) {
        var other = Username.of(username)
                .flatMap(repository::findByUsername)
                .map(Account::id)
                .orElseThrow(AccountAdministration::unknown);
        var known = act.on(other.value());
        var done = audit.carryOut(known, () -> {
            var account = lockBoth(new AccountId(act.by().account()), other);
            var result = deed.on(account);
            control.write(Accounts.changed(other));
            return result;
        });
        accounts.forget(other);
        return done;
    }

    /** In the order of the ids, so that two administrators who disagree do not wait for each other: one comes first. */
    private Account lockBoth(AccountId me, AccountId other) {
        if (me.equals(other)) {
            throw ErrorCode.FORBIDDEN.because("Somebody else has to do this to your account.");
        }
        boolean meFirst = me.value() < other.value();
        var first = lock(meFirst ? me : other);
        var second = lock(meFirst ? other : me);
        accounts.requireAdministrator(me);
        return meFirst ? second : first;
    }

    private Account lock(AccountId account) {
        return repository.lock(account.value()).orElseThrow(AccountAdministration::unknown);
    }

    private static RuntimeException unknown() {
        return ErrorCode.NOT_FOUND.because("There is no such account.");
    }
}

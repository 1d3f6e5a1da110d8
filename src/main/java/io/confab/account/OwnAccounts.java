package io.confab.account;

import java.util.Objects;

import io.confab.cluster.ControlLog;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody changes about their own account. */
@Service
class OwnAccounts {

    private final AccountRepository repository;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SigningIn signingIn;
    private final SignIns signIns;
    private final ControlLog control;
    private final TransactionTemplate transaction;

    OwnAccounts(
            AccountRepository repository,
            Accounts accounts,
            Passwords passwords,
            SigningIn signingIn,
            SignIns signIns,
            ControlLog control,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signingIn = signingIn;
        this.signIns = signIns;
        this.control = control;
        this.transaction = new TransactionTemplate(transactions);
    }

    OwnAccount rename(AccountId id, DisplayName name) {
        var renamed = transaction.execute(status -> {
            // Others read it, wherever they read of the account.
            accounts.requireSpeaker(id);
            var account = mineAlone(id);
            account.rename(name);
            control.write(Accounts.changed(id));
            return OwnAccount.of(account);
        });
        accounts.forget(id);
        return renamed;
    }

    /**
     * Ends every sign-in of the account, its tokens too: whoever knew the old password may have made them. Of two who
     * knew it and change it at once, one is refused: what the other knew is the password no more.
     */
    void changePassword(AccountId id, Secret current, Secret chosen) {
        var account = mine(id);
        if (account.isGuest()) {
            throw ErrorCode.FORBIDDEN.because("A guest has no password.");
        }
        passwords.requireAcceptable(chosen, "newPassword");
        signingIn.requireCurrentPassword(account, current);
        var encoded = passwords.encode(chosen);
        transaction.executeWithoutResult(status -> {
            var now = mineAlone(id);
            if (!Objects.equals(now.password(), account.password())) {
                throw ErrorCode.BUSY.because("The account was changed meanwhile. Try again.");
            }
            now.changePassword(encoded);
            signIns.endAll(id);
        });
    }

    private Account mine(AccountId id) {
        return repository.findById(id.value()).orElseThrow(OwnAccounts::gone);
    }

    /** Nobody else changes it until the transaction ends. */
    private Account mineAlone(AccountId id) {
        return repository.lock(id.value()).orElseThrow(OwnAccounts::gone);
    }

    private static Refusal gone() {
        return ErrorCode.UNAUTHENTICATED.because("Sign in first.");
    }
}

package io.confab.account;

import io.confab.shared.ErrorCode;
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
    private final TransactionTemplate transaction;

    OwnAccounts(
            AccountRepository repository,
            Accounts accounts,
            Passwords passwords,
            SigningIn signingIn,
            SignIns signIns,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signingIn = signingIn;
        this.signIns = signIns;
        this.transaction = new TransactionTemplate(transactions);
    }

    OwnAccount rename(AccountId id, DisplayName name) {
        var renamed = transaction.execute(status -> {
            var account = mine(id);
            account.rename(name);
            return OwnAccount.of(account);
        });
        accounts.forget(id);
        return renamed;
    }

    /** Ends every sign-in of the account, its tokens too: whoever knew the old password may have made them. */
    void changePassword(AccountId id, Secret current, Secret chosen) {
        var account = mine(id);
        if (account.isGuest()) {
            throw ErrorCode.FORBIDDEN.because("A guest has no password.");
        }
        passwords.requireAcceptable(chosen, "newPassword");
        signingIn.requireCurrentPassword(account, current);
        var encoded = passwords.encode(chosen);
        transaction.executeWithoutResult(status -> {
            mine(id).changePassword(encoded);
            signIns.endAll(id);
        });
    }

    private Account mine(AccountId id) {
        return repository.findById(id.value()).orElseThrow(() -> ErrorCode.UNAUTHENTICATED.because("Sign in first."));
    }
}

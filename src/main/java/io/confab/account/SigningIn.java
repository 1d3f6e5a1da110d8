package io.confab.account;

import java.time.Clock;

import io.confab.shared.ErrorCode;
import io.confab.shared.RateLimit;
import io.confab.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whether somebody knows a password. What it answers, and how long it takes, does not tell whether there is such a name. */
@Service
class SigningIn implements PasswordCheck {

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final RateLimit<String> perAccount;
    private final RateLimit<ClientAddress> perAddress;

    SigningIn(
            AccountRepository accounts,
            Passwords passwords,
            AccountLimits limits,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.transaction = new TransactionTemplate(transactions);
        this.perAccount = new RateLimit<>(limits.enabled(), limits.signInsPerAccount(), clock);
        this.perAddress = new RateLimit<>(limits.enabled(), limits.signInsPerAddress(), clock);
    }

    /** An account whose password somebody knew, and how it was encoded then. */
    record Proven(OwnAccount account, String password) {}

    /** @throws Refusal {@code bad-credentials}, or {@code rate-limited} if there were too many of them */
    Proven check(String username, Secret password, ClientAddress address) {
        perAddress.require(address);
        var account = Username.of(username).flatMap(accounts::findByUsername).filter(found -> !found.isDisabled());
        var encoded = requirePassword(
                Username.lowerCase(username),
                password,
                account.map(Account::password).orElse(null));
        var proven = new Proven(OwnAccount.of(account.orElseThrow()), encoded);
        return passwords.isOutdated(encoded) ? renew(proven, password) : proven;
    }

    @Override
    public AccountId require(String username, Secret password, HttpServletRequest request) {
        return new AccountId(
                check(username, password, ClientAddress.of(request)).account().id());
    }

    /** The account's password again, before something that a borrowed browser must not do. */
    void requireCurrentPassword(Account account, Secret password) {
        requirePassword(account.username(), password, account.password());
    }

    private String requirePassword(String username, Secret password, @Nullable String encoded) {
        perAccount.require(username);
        boolean matches = passwords.match(password, encoded);
        if (!matches || encoded == null) {
            throw ErrorCode.BAD_CREDENTIALS.because("The username or the password is wrong.");
        }
        // Only wrong ones count: who signs in often is not locked out.
        perAccount.giveBack(username);
        return encoded;
    }

    /** Where the password was changed meanwhile, it stays so, and what was proven is worth nothing any more. */
    private Proven renew(Proven proven, Secret password) {
        var renewed = passwords.encode(password);
        transaction.executeWithoutResult(
                status -> accounts.renewPassword(proven.account().id(), proven.password(), renewed));
        return new Proven(proven.account(), renewed);
    }
}

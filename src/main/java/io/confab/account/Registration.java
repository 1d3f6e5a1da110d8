package io.confab.account;

import java.security.SecureRandom;
import java.time.Clock;

import io.confab.shared.Constraint;
import io.confab.shared.ErrorCode;
import io.confab.shared.RateLimit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How accounts come to be: people register, guests just come in. */
@Service
class Registration {

    static final String UNIQUE_NAME = "account_username_unique";

    private final AccountRepository accounts;
    private final InviteRepository invites;
    private final SetUp setUp;
    private final Passwords passwords;
    private final AccountPolicy policy;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final RateLimit<ClientAddress> registrations;
    private final RateLimit<ClientAddress> guests;
    private final SecureRandom random = new SecureRandom();

    Registration(
            AccountRepository accounts,
            InviteRepository invites,
            SetUp setUp,
            Passwords passwords,
            AccountPolicy policy,
            AccountLimits limits,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.accounts = accounts;
        this.invites = invites;
        this.setUp = setUp;
        this.passwords = passwords;
        this.policy = policy;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.registrations = new RateLimit<>(limits.enabled(), limits.registrationsPerAddress(), clock);
        this.guests = new RateLimit<>(limits.enabled(), limits.guestsPerAddress(), clock);
    }

    /** What somebody who registers brings, and where from. */
    record Applicant(
            String username,
            Secret password,
            @Nullable String displayName,
            @Nullable String invite,
            @Nullable Secret setUpCode,
            ClientAddress address,
            boolean onThisMachine) {}

    OwnAccount register(Applicant applicant) {
        registrations.require(applicant.address());
        var username = Username.chosen(applicant.username());
        var displayName =
                new DisplayName(applicant.displayName() == null ? applicant.username() : applicant.displayName());
        passwords.requireAcceptable(applicant.password(), "password");
        requireMaySignUp(applicant);
        // Slow on purpose, so not within the transaction, and not for who is refused anyway.
        var password = passwords.encode(applicant.password());
        try {
            return transaction.execute(status -> create(applicant, username, displayName, password));
        } catch (DataIntegrityViolationException violation) {
            // Another took the name since it was looked for.
            throw Constraint.isViolated(UNIQUE_NAME, violation) ? usernameTaken() : violation;
        }
    }

    OwnAccount admitGuest(String name, ClientAddress address) {
        if (!policy.guests()) {
            throw ErrorCode.GUESTS_DISABLED.because("This server admits no guests.");
        }
        guests.require(address);
        return OwnAccount.of(
                accounts.save(Account.guest(Username.ofGuest(random), new DisplayName(name), clock.instant())));
    }

    private OwnAccount create(Applicant applicant, Username username, DisplayName displayName, String password) {
        // Most of the time there is an administrator, and nobody has to wait for anybody.
        boolean administrator = setUp.isOpen() && setUp.isOpenForMe();
        if (administrator) {
            setUp.requireMayBecomeAdministrator(applicant.onThisMachine(), applicant.setUpCode());
        } else {
            requireInvited(applicant.invite());
        }
        if (accounts.existsByUsername(username.value())) {
            throw usernameTaken();
        }
        var account = Account.person(username, displayName, password, clock.instant());
        if (administrator) {
            account.becomeAdministrator();
        }
        accounts.save(account);
        if (administrator) {
            setUp.complete(account.id());
        }
        return OwnAccount.of(account);
    }

    /** The same rules as in {@link #create}, which is where they count. */
    private void requireMaySignUp(Applicant applicant) {
        if (setUp.isOpen()) {
            setUp.requireMayBecomeAdministrator(applicant.onThisMachine(), applicant.setUpCode());
        } else if (policy.signUp() == AccountSettings.SignUp.CLOSED) {
            throw signUpClosed();
        } else if (policy.signUp() == AccountSettings.SignUp.INVITE && applicant.invite() == null) {
            throw ErrorCode.INVITE_REQUIRED.because("This server takes new accounts by invitation.");
        }
    }

    private void requireInvited(@Nullable String invite) {
        switch (policy.signUp()) {
            case OPEN -> {}
            case CLOSED -> throw signUpClosed();
            case INVITE -> {
                if (invite == null || invites.use(invite, clock.instant()) == 0) {
                    throw ErrorCode.INVITE_REQUIRED.because("This invite is unknown, used up or expired.");
                }
            }
        }
    }

    private static RuntimeException signUpClosed() {
        return ErrorCode.SIGN_UP_CLOSED.because("This server takes no new accounts.");
    }

    static RuntimeException usernameTaken() {
        return ErrorCode.USERNAME_TAKEN
                .because("Somebody else has this username.")
                .at("username");
    }
}

package io.confab.account;

import java.security.SecureRandom;
import java.time.Clock;

import io.confab.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The accounts as which programs speak over incoming webhooks: each has a name, and nobody signs in as it. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class HookAccounts {

    private final AccountRepository accounts;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    HookAccounts(AccountRepository accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @throws Refusal {@code invalid} if that is no name that an account may have */
    public AccountId create(String displayName) {
        return accounts.save(Account.hook(Username.ofHook(random), new DisplayName(displayName), clock.instant()))
                .id();
    }

    /** What it said stays. */
    public void disable(AccountId account) {
        accounts.lock(account.value()).ifPresent(known -> known.disable(clock.instant()));
    }
}

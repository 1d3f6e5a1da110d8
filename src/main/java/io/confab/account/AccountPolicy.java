package io.confab.account;

import java.time.Duration;

import io.confab.account.AccountSettings.SignUp;

/** Who may have an account, as it is now. */
interface AccountPolicy {

    SignUp signUp();

    boolean guests();

    /** An account is new for so long. */
    Duration newFor();
}

package io.confab.account;

import jakarta.servlet.http.HttpServletRequest;

/** Whether somebody knows a password, for those who may not sign in. Counted and limited like any attempt to sign in. */
public interface PasswordCheck {

    /** @throws io.confab.shared.Refusal {@code bad-credentials}, {@code rate-limited} */
    AccountId require(String username, Secret password, HttpServletRequest request);
}

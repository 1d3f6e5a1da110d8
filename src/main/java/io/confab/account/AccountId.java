package io.confab.account;

import java.security.Principal;

import io.confab.shared.ErrorCode;
import io.confab.stomp.SignedIn;

/** Which account. */
public record AccountId(long value) {

    /** The account behind a request or a connection: what a controller's {@code Principal} stands for. */
    public static AccountId of(Principal principal) {
        if (principal instanceof SignedIn signedIn) {
            return new AccountId(signedIn.account());
        }
        throw ErrorCode.UNAUTHENTICATED.because("Sign in first.");
    }
}

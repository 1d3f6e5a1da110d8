package io.confab.account;

import java.util.UUID;

import io.confab.shared.ErrorCode;
import io.confab.stomp.Admission;
import io.confab.stomp.SignedIn;
import org.springframework.stereotype.Component;

/** Who may connect: whose sign-in has not ended, and whose token covers STOMP. */
@Component
class AccountAdmission implements Admission {

    private final SignIns signIns;

    AccountAdmission(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    public SignedIn authenticate(String bearerToken) {
        return signIns.resolve(new Secret(bearerToken))
                .orElseThrow(() -> ErrorCode.UNAUTHENTICATED.because("This token is unknown or was revoked."));
    }

    @Override
    public void admit(SignedIn signedIn) {
        var now = signIns.resolve(UUID.fromString(signedIn.signIn()))
                .orElseThrow(() -> ErrorCode.UNAUTHENTICATED.because("This sign-in has ended."));
        if (!now.may(Scope.STOMP)) {
            throw ErrorCode.FORBIDDEN.because("This token is not for STOMP.");
        }
    }
}

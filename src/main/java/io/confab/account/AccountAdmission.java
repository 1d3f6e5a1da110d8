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
        var token = new Secret(bearerToken);
        return signIns.resolve(token).orElseThrow(() -> signIns.refusal(token));
    }

    @Override
    public void admit(SignedIn signedIn) {
        var signIn = UUID.fromString(signedIn.signIn());
        var now = signIns.resolve(signIn).orElseThrow(() -> signIns.refusal(signIn));
        if (!now.may(Scope.STOMP)) {
            throw ErrorCode.FORBIDDEN.because("This token is not for STOMP.");
        }
    }
}

package io.confab.account;

import java.util.UUID;

import io.confab.shared.ErrorCode;
import io.confab.stomp.Admission;
import io.confab.stomp.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may connect: whose sign-in has not ended, and whose token covers STOMP. */
@Component
class AccountAdmission implements Admission {

    private final SignIns signIns;

    AccountAdmission(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    public SignedIn authenticate(String bearerToken, @Nullable String address) {
        var token = new Secret(bearerToken);
        return signIns.resolve(token, address).orElseThrow(() -> signIns.refusal(token, address));
    }

    @Override
    public void admit(SignedIn signedIn, @Nullable String address) {
        var signIn = UUID.fromString(signedIn.signIn());
        var now = signIns.resolve(signIn, address).orElseThrow(() -> signIns.refusal(signIn, address));
        if (!now.may(Scope.STOMP)) {
            throw ErrorCode.FORBIDDEN.because("This token is not for STOMP.");
        }
    }
}

package io.confab.moderation;

import io.confab.account.AccountId;
import io.confab.moderation.SanctionController.Mine;
import io.confab.stomp.SignedIn;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;

/** What holds me back, over STOMP: docs/protocol.md, "STOMP". */
@Controller
class SanctionStompController {

    private final Sanctions sanctions;

    SanctionStompController(Sanctions sanctions) {
        this.sanctions = sanctions;
    }

    @SubscribeMapping("/sanctions")
    Mine mine(SignedIn me) {
        return new Mine(sanctions.standing(AccountId.of(me)));
    }
}

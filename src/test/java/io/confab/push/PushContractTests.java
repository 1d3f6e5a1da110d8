package io.confab.push;

import io.confab.account.AccountView;
import io.confab.push.PublicAnnouncements.AnnouncementMade;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class PushContractTests {

    @Test
    void events() {
        assertExample(
                "announcement.made",
                new AnnouncementMade("Maintenance at noon.", new AccountView(3, "ada", "Ada Lovelace"), NOON));
    }
}

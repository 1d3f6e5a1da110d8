package io.confab.notification;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static io.confab.Contract.assertExample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
@Import(NotificationStore.class)
class NotificationStoreTests {

    private static final QuietHours NIGHT = new QuietHours("22:00", "07:00", "Europe/Berlin");

    @Autowired
    NotificationStore store;

    @Autowired
    TestAccounts accounts;

    @Test
    void settingsAreAsTheyWereLeftAndAnotherPersonsAreNot() {
        var ada = accounts.person("ada-notified");
        var bob = accounts.person("bob-notified");
        assertThat(store.of(ada)).isEqualTo(NotificationSettings.INITIAL);
        var first = new NotificationSettings(false, true, NIGHT);
        store.put(ada, first);
        assertThat(store.of(ada)).isEqualTo(first);

        var second = new NotificationSettings(true, true, null);
        store.put(ada, second);
        assertThat(store.of(ada)).isEqualTo(second);
        assertThat(store.of(bob)).isEqualTo(NotificationSettings.INITIAL);
    }

    @ParameterizedTest
    @CsvSource({
        "24:00, 07:00, Europe/Berlin",
        "22:00, 7:00, Europe/Berlin",
        "22:60, 07:00, Europe/Berlin",
        "22:00, 22:00, Europe/Berlin",
        "22:00, 07:00, Europe/Atlantis",
        "22:00, 07:00, ''",
    })
    void quietHoursThatAreNoneAreRefusedAndChangeNothing(String from, String to, String zone) {
        var settings = new NotificationSettings(false, false, new QuietHours(from, to, zone));
        var carol = new AccountId(1);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> store.put(carol, settings))
                .returns(ErrorCode.INVALID, Refusal::code);
        assertThat(store.of(carol)).isEqualTo(NotificationSettings.INITIAL);
    }

    @Test
    void contract() {
        assertExample("notification-settings", new NotificationSettings(true, false, NIGHT));
    }
}

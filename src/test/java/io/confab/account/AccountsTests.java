package io.confab.account;

import java.util.List;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DataJpaTest
@Import({Accounts.class, TestAccounts.class, TestClockConfiguration.class})
class AccountsTests {

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Test
    void viewsAreKeyedByTheAccountAndLeaveOutWhatDoesNotExist() {
        var ada = testAccounts.person("ada");
        var bob = testAccounts.person("bob");

        assertThat(accounts.views(List.of(ada, bob, new AccountId(Long.MAX_VALUE))))
                .hasSize(2)
                .containsEntry(ada, new AccountView(ada.value(), "ada", "ada"))
                .containsEntry(bob, new AccountView(bob.value(), "bob", "bob"));
    }

    @Test
    void aViewIsReadAnewOnceItWasForgotten() {
        var ada = testAccounts.person("ada");
        accounts.view(ada);
        jdbc.sql("update account set display_name = 'Countess' where id = ?")
                .param(ada.value())
                .update();

        assertThat(accounts.view(ada).displayName()).isEqualTo("ada");
        accounts.forget(ada);
        assertThat(accounts.view(ada).displayName()).isEqualTo("Countess");
    }

    @Test
    void aUsernameIsFoundInAnyCase() {
        var ada = testAccounts.person("ada");

        assertThat(accounts.byUsername("ADA")).map(AccountView::id).contains(ada.value());
        assertThat(accounts.byUsername("bob")).isEmpty();
    }

    @Test
    void anAccountThatDoesNotExistIsNotFound() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> accounts.view(new AccountId(Long.MAX_VALUE)))
                .returns(ErrorCode.NOT_FOUND, Refusal::code);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> accounts.role(new AccountId(Long.MAX_VALUE)))
                .returns(ErrorCode.NOT_FOUND, Refusal::code);
    }

    @Test
    void aPersonIsAUserUnlessTheyWereMadeMore() {
        assertThat(accounts.role(testAccounts.person("ada"))).isEqualTo(AccountRole.USER);
        assertThat(accounts.role(testAccounts.administrator("root"))).isEqualTo(AccountRole.ADMINISTRATOR);
    }
}

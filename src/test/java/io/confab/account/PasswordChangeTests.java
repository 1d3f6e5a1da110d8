package io.confab.account;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A password that was changed stays changed, whatever else happens to the account at the same time. */
@AccountServerTest
class PasswordChangeTests {

    @LocalServerPort
    int port;

    @Autowired
    AccountRepository accounts;

    @Autowired
    OwnAccounts ownAccounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    static int people;

    AccountId ada;

    @BeforeEach
    void register() {
        var browser = new Browser(port).registered("changing-" + ++people);
        ada = new AccountId(browser.session().path("account").path("id").asLong());
    }

    @Test
    void whoWritesTheNameDoesNotBringTheOldPasswordBack() {
        inTransaction(() -> {
            var account = accounts.findById(ada.value()).orElseThrow();
            CompletableFuture.runAsync(() -> setPassword("{new}")).join();
            account.rename(new DisplayName("Renamed"));
        });

        assertThat(password()).isEqualTo("{new}");
        assertThat(accounts.findById(ada.value()).orElseThrow().displayName()).isEqualTo("Renamed");
    }

    @Test
    void aPasswordThatIsEncodedAnewDoesNotBringTheOldOneBack() {
        var old = password();
        setPassword("{new}");

        inTransaction(() -> assertThat(accounts.renewPassword(ada.value(), old, "{renewed}"))
                .isZero());
        assertThat(password()).isEqualTo("{new}");

        inTransaction(() -> assertThat(accounts.renewPassword(ada.value(), "{new}", "{renewed}"))
                .isOne());
        assertThat(password()).isEqualTo("{renewed}");
    }

    @Test
    void ofTwoWhoChangeItAtOnceOneIsRefused() {
        var second = new TransactionTemplate(transactions).execute(status -> {
            accounts.lock(ada.value());
            var change = CompletableFuture.runAsync(
                    () -> ownAccounts.changePassword(ada, new Secret(Browser.PASSWORD), new Secret("battery staple")));
            await().until(() -> waitForALock() == 1);
            setPassword("{new}");
            return change;
        });

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(second::join)
                .havingCause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.BUSY));
        assertThat(password()).isEqualTo("{new}");
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> work.run());
    }

    private void setPassword(String encoded) {
        jdbc.sql("update account set password = ? where id = ?")
                .param(encoded)
                .param(ada.value())
                .update();
    }

    private String password() {
        return jdbc.sql("select password from account where id = ?")
                .param(ada.value())
                .query(String.class)
                .single();
    }

    private long waitForALock() {
        return jdbc.sql("select count(*) from information_schema.sessions where blocker_id is not null")
                .query(Long.class)
                .single();
    }
}

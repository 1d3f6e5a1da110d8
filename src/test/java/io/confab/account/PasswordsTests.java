package io.confab.account;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import io.confab.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordsTests {

    final Passwords passwords = withStrength(4);

    private static Passwords withStrength(int strength) {
        return new Passwords(new AccountSettings(AccountSettings.SignUp.OPEN, true, strength, 5, Duration.ofDays(1)));
    }

    @Test
    void matchWhatWasEncodedAndNothingElse() {
        var encoded = passwords.encode(new Secret("correct horse"));

        assertThat(passwords.match(new Secret("correct horse"), encoded)).isTrue();
        assertThat(passwords.match(new Secret("correct horsf"), encoded)).isFalse();
        assertThat(passwords.match(new Secret("correct horse"), null)).isFalse();
    }

    @Test
    void takeTheSameWorkWhetherThereIsOneOrNot() {
        var costly = withStrength(10);
        var encoded = costly.encode(new Secret("correct horse"));
        costly.match(new Secret("warm up"), encoded);

        long wrong = cpuTime(() -> costly.match(new Secret("wrong one"), encoded));
        long none = cpuTime(() -> costly.match(new Secret("wrong one"), null));

        assertThat((double) none / wrong).isBetween(0.3, 3.0);
    }

    @SuppressWarnings("ReturnValueIgnored")
    private static long cpuTime(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - before;
    }

    @Test
    void areOutdatedWhenTheyAreWeakerOrOfAnotherKind() {
        var encoded = passwords.encode(new Secret("correct horse"));

        assertThat(passwords.isOutdated(encoded)).isFalse();
        assertThat(withStrength(5).isOutdated(encoded)).isTrue();
        assertThat(passwords.isOutdated("{bcrypt}" + new BCryptPasswordEncoder(4).encode("correct horse")))
                .isTrue();
    }

    @Test
    void have8To128Characters() {
        assertThatCode(() -> passwords.requireAcceptable(new Secret("x".repeat(8)), "password"))
                .doesNotThrowAnyException();
        assertThatCode(() -> passwords.requireAcceptable(new Secret("x".repeat(128)), "password"))
                .doesNotThrowAnyException();
        for (int length : new int[] {0, 7, 129}) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> passwords.requireAcceptable(new Secret("x".repeat(length)), "password"))
                    .returns("password", Refusal::field);
        }
    }

    @Test
    void neverShowThemselvesWhereACommandIsPrinted() {
        var secret = new Secret("correct horse");

        assertThat(java.util.List.of(
                        new SessionController.Credentials("ada", secret),
                        new AccountController.Register("ada", secret, null, null, secret),
                        new AccountController.ChangePassword(secret, secret),
                        new Registration.Applicant(
                                "ada", secret, null, null, secret, ClientAddress.of("127.0.0.1"), true)))
                .allSatisfy(command -> assertThat(command.toString()).doesNotContain("correct horse"));
    }
}

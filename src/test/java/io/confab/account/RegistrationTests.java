package io.confab.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.confab.account.AccountSettings.SignUp;
import io.confab.shared.ErrorCode;
import io.confab.shared.Rate;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who may register, under each setting, and who becomes the administrator. */
@AccountServerTest
class RegistrationTests {

    private static final Rate ENOUGH = Rate.valueOf("1000/1h");

    @Autowired
    AccountRepository accounts;

    @Autowired
    InviteRepository invites;

    @Autowired
    SetUp setUp;

    @Autowired
    Passwords passwords;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestAccounts testAccounts;

    final TestClock clock = new TestClock();

    static int people;

    @BeforeEach
    @AfterEach
    void thereIsAnAdministrator() {
        var administrator = testAccounts.administrator("root-" + ++people);
        jdbc.sql("update set_up set administrator = ?")
                .param(administrator.value())
                .update();
    }

    private void thereIsNoAdministrator() {
        jdbc.sql("update set_up set administrator = null").update();
    }

    private Registration with(SignUp signUp, boolean guests, Rate registrations, Rate guestRate) {
        return new Registration(
                accounts,
                invites,
                setUp,
                passwords,
                new AccountSettings(signUp, guests, 4, 5, Duration.ofDays(1)),
                new AccountLimits(true, ENOUGH, ENOUGH, registrations, guestRate, ENOUGH),
                transactions,
                clock);
    }

    private Registration with(SignUp signUp) {
        return with(signUp, true, ENOUGH, ENOUGH);
    }

    private static Registration.Applicant somebody(
            boolean onThisMachine, @Nullable String setUpCode, @Nullable String invite) {
        return new Registration.Applicant(
                "person-" + ++people,
                new Secret("correct horse"),
                null,
                invite,
                setUpCode == null ? null : new Secret(setUpCode),
                ClientAddress.of("192.0.2.1"),
                onThisMachine);
    }

    private static Registration.Applicant somebody() {
        return somebody(false, null, null);
    }

    @Test
    void whereSignUpIsOpenEverybodyRegistersAsAUser() {
        assertThat(with(SignUp.OPEN).register(somebody()).role()).isEqualTo(AccountRole.USER);
        assertThat(with(SignUp.OPEN)
                        .register(somebody(true, setUp.code(), null))
                        .role())
                .isEqualTo(AccountRole.USER);
    }

    @Test
    void whereSignUpIsClosedNobodyRegisters() {
        assertRefused(ErrorCode.SIGN_UP_CLOSED, with(SignUp.CLOSED), somebody());
        assertRefused(ErrorCode.SIGN_UP_CLOSED, with(SignUp.CLOSED), somebody(true, null, "whatever"));
    }

    @Test
    void anInviteIsGoodForItsUses() {
        var registration = with(SignUp.INVITE);
        var invite = invite(2, null);

        assertRefused(ErrorCode.INVITE_REQUIRED, registration, somebody());
        assertRefused(ErrorCode.INVITE_REQUIRED, registration, somebody(false, null, "guessed"));
        registration.register(somebody(false, null, invite));
        registration.register(somebody(false, null, invite));
        assertRefused(ErrorCode.INVITE_REQUIRED, registration, somebody(false, null, invite));
    }

    @Test
    void anInviteExpires() {
        var invite = invite(2, clock.instant().plus(Duration.ofDays(1)));
        with(SignUp.INVITE).register(somebody(false, null, invite));

        clock.advance(Duration.ofDays(1));

        assertRefused(ErrorCode.INVITE_REQUIRED, with(SignUp.INVITE), somebody(false, null, invite));
    }

    @Test
    void aTakenNameDoesNotUseTheInviteUp() {
        var taken = somebody();
        with(SignUp.OPEN).register(taken);
        var invite = invite(1, null);

        assertRefused(
                ErrorCode.USERNAME_TAKEN,
                with(SignUp.INVITE),
                new Registration.Applicant(
                        taken.username(), taken.password(), null, invite, null, taken.address(), false));

        assertThatCode(() -> with(SignUp.INVITE).register(somebody(false, null, invite)))
                .doesNotThrowAnyException();
    }

    @Test
    void theLastUseOfAnInviteIsForOneAlone() throws Exception {
        var registration = with(SignUp.INVITE);
        var invite = invite(1, null);

        var results = atOnce(4, () -> registration.register(somebodySafely(false, invite)));

        assertThat(results).filteredOn(OwnAccount.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(Refusal.class::isInstance)
                .allSatisfy(refusal -> assertThat(((Refusal) refusal).code()).isEqualTo(ErrorCode.INVITE_REQUIRED))
                .hasSize(3);
    }

    @Test
    void whileThereIsNoAdministratorWhoRegistersOnTheMachineBecomesIt() {
        for (var signUp : SignUp.values()) {
            thereIsNoAdministrator();

            assertThat(with(signUp).register(somebody(true, null, null)).role()).isEqualTo(AccountRole.ADMINISTRATOR);
            assertThat(setUp.isOpen()).isFalse();
        }
    }

    @Test
    void fromElsewhereItTakesTheSetUpCodeAndOnce() {
        thereIsNoAdministrator();
        var registration = with(SignUp.CLOSED);

        assertRefused(ErrorCode.SET_UP_CODE_REQUIRED, registration, somebody());
        assertRefused(ErrorCode.SET_UP_CODE_REQUIRED, registration, somebody(false, "AAAAA-AAAAA-AAAAA-AAAAA", null));
        assertThat(registration.register(somebody(false, setUp.code(), null)).role())
                .isEqualTo(AccountRole.ADMINISTRATOR);
        assertRefused(ErrorCode.SIGN_UP_CLOSED, registration, somebody(false, setUp.code(), null));
    }

    @Test
    void ofTwoWhoRegisterAtOnceOneBecomesTheAdministrator() throws Exception {
        thereIsNoAdministrator();
        var registration = with(SignUp.OPEN);

        var results = atOnce(4, () -> registration.register(somebodySafely(true, null)));

        assertThat(results)
                .hasSize(4)
                .extracting(result -> ((OwnAccount) result).role())
                .containsOnlyOnce(AccountRole.ADMINISTRATOR)
                .contains(AccountRole.USER);
    }

    @Test
    void aGuestNeverBecomesAdministrator() {
        thereIsNoAdministrator();

        var guest = with(SignUp.OPEN).admitGuest("Early bird", ClientAddress.of("127.0.0.1"));

        assertThat(guest.role()).isEqualTo(AccountRole.USER);
        assertThat(setUp.isOpen()).isTrue();
    }

    @Test
    void guestsCanBeSwitchedOff() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        with(SignUp.OPEN, false, ENOUGH, ENOUGH).admitGuest("Passer-by", ClientAddress.of("192.0.2.1")))
                .returns(ErrorCode.GUESTS_DISABLED, Refusal::code);
    }

    @Test
    void oneAddressRegistersAndComesInOnlySoOften() {
        var registration = with(SignUp.OPEN, true, Rate.valueOf("2/1h"), Rate.valueOf("1/1h"));
        registration.register(somebody());
        registration.register(somebody());
        registration.admitGuest("Passer-by", ClientAddress.of("192.0.2.1"));

        assertRefused(ErrorCode.RATE_LIMITED, registration, somebody());
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> registration.admitGuest("Passer-by", ClientAddress.of("192.0.2.1")))
                .returns(ErrorCode.RATE_LIMITED, Refusal::code);
        assertThatCode(() -> registration.admitGuest("Passer-by", ClientAddress.of("192.0.2.2")))
                .doesNotThrowAnyException();
        clock.advance(Duration.ofHours(1));
        assertThatCode(() -> registration.register(somebody())).doesNotThrowAnyException();
    }

    @Test
    void wrongPasswordsForOneAccountAreLimitedWhereverTheyComeFrom() {
        var person = somebody();
        with(SignUp.OPEN).register(person);
        var signingIn = new SigningIn(
                accounts,
                passwords,
                new AccountLimits(true, Rate.valueOf("3/1m"), ENOUGH, ENOUGH, ENOUGH, ENOUGH),
                transactions,
                clock);
        for (int i = 0; i < 10; i++) {
            signingIn.check(person.username(), person.password(), ClientAddress.of("192.0.2.1"));
        }
        for (int i = 0; i < 3; i++) {
            var address = ClientAddress.of("192.0.2." + i);
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> signingIn.check(person.username(), new Secret("wrong one"), address))
                    .returns(ErrorCode.BAD_CREDENTIALS, Refusal::code);
        }

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> signingIn.check(
                        person.username().toUpperCase(java.util.Locale.ROOT),
                        person.password(),
                        ClientAddress.of("192.0.2.9")))
                .returns(ErrorCode.RATE_LIMITED, Refusal::code)
                .satisfies(refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(20)));
        clock.advance(Duration.ofSeconds(20));
        assertThatCode(() -> signingIn.check(person.username(), person.password(), ClientAddress.of("192.0.2.9")))
                .doesNotThrowAnyException();
    }

    @Test
    void attemptsFromOneAddressAreLimitedWhoeverTheyAreFor() {
        var signingIn = new SigningIn(
                accounts,
                passwords,
                new AccountLimits(true, ENOUGH, Rate.valueOf("2/1m"), ENOUGH, ENOUGH, ENOUGH),
                transactions,
                clock);
        for (int i = 0; i < 2; i++) {
            var name = "nobody-" + i;
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> signingIn.check(name, new Secret("wrong one"), ClientAddress.of("192.0.2.1")))
                    .returns(ErrorCode.BAD_CREDENTIALS, Refusal::code);
        }

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> signingIn.check("nobody", new Secret("wrong one"), ClientAddress.of("192.0.2.1")))
                .returns(ErrorCode.RATE_LIMITED, Refusal::code);
    }

    private static synchronized Registration.Applicant somebodySafely(boolean onThisMachine, @Nullable String invite) {
        return somebody(onThisMachine, null, invite);
    }

    private String invite(int uses, @Nullable Instant expiresAt) {
        var administrator = testAccounts.administrator("inviter-" + ++people);
        return invites.save(new Invite("invite-" + people, uses, administrator, clock.instant(), expiresAt))
                .view()
                .code();
    }

    private static void assertRefused(ErrorCode code, Registration registration, Registration.Applicant applicant) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> registration.register(applicant))
                .returns(code, Refusal::code);
    }

    /** What each of them got: a result or a refusal. */
    private static List<Object> atOnce(int times, java.util.concurrent.Callable<Object> work) throws Exception {
        var executor = Executors.newFixedThreadPool(times);
        try {
            var start = new CountDownLatch(1);
            var futures = new ArrayList<Future<Object>>();
            for (int i = 0; i < times; i++) {
                futures.add(executor.submit(() -> {
                    start.await();
                    try {
                        return work.call();
                    } catch (Refusal refusal) {
                        return refusal;
                    }
                }));
            }
            start.countDown();
            var results = new ArrayList<Object>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}

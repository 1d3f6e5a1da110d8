package io.confab.account;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.confab.shared.ErrorCode;
import io.confab.shared.Rate;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeRateTests {

    private static final Rate TWO = Rate.valueOf("2/10s");

    final TestClock clock = new TestClock();

    @Nullable
    Refusal refusal;

    ChangeRate rate = rate(true);

    private ChangeRate rate(boolean enabled) {
        return new ChangeRate(
                new AccountLimits(enabled, TWO, TWO, TWO, TWO, TWO), clock, (request, response, handler, refused) -> {
                    refusal = (Refusal) refused;
                    return null;
                });
    }

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void refusesWhatIsOverTheRateAndSaysWhenToTryAgain() throws Exception {
        assertThat(may(1, "POST", "/api/rooms")).isTrue();
        assertThat(may(1, "PATCH", "/api/rooms/7")).isTrue();

        assertThat(may(1, "POST", "/api/rooms/7/messages")).isFalse();
        assertThat(refusal)
                .isNotNull()
                .returns(ErrorCode.RATE_LIMITED, Refusal::code)
                .returns(Duration.ofSeconds(5), Refusal::retryAfter);

        clock.advance(Duration.ofSeconds(5));
        assertThat(may(1, "POST", "/api/rooms/7/messages")).isTrue();
    }

    @Test
    void countsEachAccountForItselfAndNobodyElse() throws Exception {
        exhaust(1);

        assertThat(may(2, "POST", "/api/rooms")).isTrue();
        SecurityContextHolder.clearContext();
        assertThat(passes("POST", "/api/guests")).isTrue();
    }

    @Test
    void readingIsFree() throws Exception {
        exhaust(1);

        assertThat(may(1, "GET", "/api/rooms")).isTrue();
        assertThat(may(1, "HEAD", "/api/rooms")).isTrue();
        assertThat(may(1, "POST", "/sockjs/1/abc/xhr_send")).isTrue();
    }

    @Test
    void whoIsBusyWithAStolenTokenDoesNotKeepItsOwnerFromEndingIt() throws Exception {
        exhaust(1);

        assertThat(may(1, "DELETE", "/api/session")).isTrue();
        assertThat(may(1, "DELETE", "/api/sign-ins/" + UUID.randomUUID())).isTrue();
        assertThat(may(1, "DELETE", "/api/tokens/" + UUID.randomUUID())).isTrue();
        assertThat(may(1, "PUT", "/api/accounts/me/password")).isTrue();
        assertThat(may(1, "POST", "/api/tokens")).isFalse();
    }

    @Test
    void everythingPassesWhenTheRatesAreSwitchedOff() throws Exception {
        rate = rate(false);

        exhaust(1);

        assertThat(may(1, "POST", "/api/rooms")).isTrue();
    }

    private void exhaust(long account) throws Exception {
        may(account, "POST", "/api/rooms");
        may(account, "POST", "/api/rooms");
    }

    private boolean may(long account, String method, String path) throws Exception {
        SecurityContextHolder.setContext(new SecurityContextImpl(new SignedInAuthentication(new Proof(
                UUID.randomUUID(),
                SignIn.Kind.TOKEN,
                account,
                AccountRole.USER,
                false,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH))));
        return passes(method, path);
    }

    private boolean passes(String method, String path) throws Exception {
        var request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        var chain = new MockFilterChain();
        rate.doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() != null;
    }
}

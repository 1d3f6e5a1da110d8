package io.confab.shared;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateLimitTests {

    final TestClock clock = new TestClock();
    final RateLimit<String> limit = new RateLimit<>(true, Rate.valueOf("3/1m"), clock);

    @Test
    void refusesWhatIsOverTheRateAndSaysWhenToTryAgain() {
        use("ada", 3);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> limit.require("ada"))
                .returns(ErrorCode.RATE_LIMITED, Refusal::code)
                .satisfies(refusal -> assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(20)));
    }

    @Test
    void permitsAgainAsTimePasses() {
        use("ada", 3);
        clock.advance(Duration.ofSeconds(20).minusNanos(1));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> limit.require("ada"));

        clock.advance(Duration.ofNanos(1));

        assertThatCode(() -> limit.require("ada")).doesNotThrowAnyException();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> limit.require("ada"));
    }

    @Test
    void countsEachKeyForItself() {
        use("ada", 3);

        assertThatCode(() -> limit.require("bob")).doesNotThrowAnyException();
    }

    @Test
    void doesNotCountWhatWasGivenBack() {
        for (int i = 0; i < 10; i++) {
            limit.require("ada");
            limit.giveBack("ada");
        }

        assertThatCode(() -> use("ada", 3)).doesNotThrowAnyException();
    }

    @Test
    void permitsEverythingWhenItIsSwitchedOff() {
        var off = new RateLimit<String>(false, Rate.valueOf("1/1h"), clock);

        assertThatCode(() -> {
                    off.require("ada");
                    off.require("ada");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aRateIsACountAndAPeriod() {
        assertThat(Rate.valueOf("10/1m")).isEqualTo(new Rate(10, Duration.ofMinutes(1)));
        assertThat(Rate.valueOf(" 5 / 24h ")).isEqualTo(new Rate(5, Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.valueOf("10"));
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.valueOf("0/1m"));
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.valueOf("10/0s"));
    }

    private void use(String key, int times) {
        for (int i = 0; i < times; i++) {
            limit.require(key);
        }
    }
}

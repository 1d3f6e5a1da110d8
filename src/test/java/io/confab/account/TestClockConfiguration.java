package io.confab.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.confab.shared.TestClock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@TestConfiguration(proxyBeanMethods = false)
class TestClockConfiguration {

    /** Starts now, because Spring Session goes by the real time. */
    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }
}

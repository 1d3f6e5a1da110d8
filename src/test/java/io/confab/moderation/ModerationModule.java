package io.confab.moderation;

import io.confab.account.AccountRestrictions;
import io.confab.account.PasswordCheck;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The module under test, and what it needs of the account's. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan("io.confab.moderation")
@Import(AccountRestrictions.class)
class ModerationModule {

    @Bean
    PasswordCheck passwords() {
        return (username, password, request) -> {
            throw new AssertionError("Nobody here appeals by password.");
        };
    }
}

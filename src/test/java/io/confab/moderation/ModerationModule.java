package io.confab.moderation;

import io.confab.account.AccountRestrictions;
import io.confab.account.PasswordCheck;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The module under test, and what it needs of the account's. */
@TestConfiguration(proxyBeanMethods = false)
@ComponentScan({"io.confab.moderation", "io.confab.report", "io.confab.setting"})
@ComponentScan(
        basePackages = "io.confab.account",
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.REGEX, pattern = "io\\.confab\\.account\\.AddressBan(s|Store)"))
@Import(AccountRestrictions.class)
class ModerationModule {

    @Bean
    PasswordCheck passwords() {
        return (username, password, request) -> {
            throw new AssertionError("Nobody here appeals by password.");
        };
    }
}

package io.confab.account;

import java.time.Duration;

import io.confab.account.AccountSettings.SignUp;
import io.confab.setting.Setting;
import io.confab.setting.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** As administrators chose, or else as configured. */
@Component
@Primary
class ChosenAccountPolicy implements AccountPolicy {

    private final Settings settings;
    private final Setting<SignUp> signUp;
    private final Setting<Boolean> guests;
    private final Setting<Duration> newFor;

    ChosenAccountPolicy(
            Settings settings, Setting<SignUp> signUp, Setting<Boolean> guests, Setting<Duration> newAccountFor) {
        this.settings = settings;
        this.signUp = signUp;
        this.guests = guests;
        this.newFor = newAccountFor;
    }

    /** What can be chosen. */
    @Configuration(proxyBeanMethods = false)
    static class Choices {

        @Bean
        Setting<SignUp> signUp(AccountSettings configured) {
            return new Setting<>("confab.accounts.sign-up", SignUp.class, configured.signUp());
        }

        @Bean
        Setting<Boolean> guests(AccountSettings configured) {
            return new Setting<>("confab.accounts.guests", Boolean.class, configured.guests());
        }

        @Bean
        Setting<Duration> newAccountFor(AccountSettings configured) {
            return new Setting<>("confab.accounts.new-for", Duration.class, configured.newFor());
        }
    }

    @Override
    public SignUp signUp() {
        return settings.value(signUp);
    }

    @Override
    public boolean guests() {
        return settings.value(guests);
    }

    @Override
    public Duration newFor() {
        return settings.value(newFor);
    }
}

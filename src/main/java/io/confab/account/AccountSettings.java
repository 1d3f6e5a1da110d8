package io.confab.account;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may have an account.
 *
 * @param signUp who may register, besides the administrator
 * @param guests whether somebody may come in with a name and nothing else
 * @param passwordStrength the cost of a password, as a power of two (bcrypt); a stored one is renewed at the next sign-in
 * @param botsPerAccount how many bots somebody has who does not administrate the server; 0 keeps bots to those who do
 * @param newFor an account is new for so long: what keeps strangers out concerns it
 */
@ConfigurationProperties("confab.accounts")
record AccountSettings(
        @DefaultValue("OPEN") SignUp signUp,
        @DefaultValue("true") boolean guests,
        @DefaultValue("10") int passwordStrength,
        @DefaultValue("5") int botsPerAccount,
        @DefaultValue("24h") Duration newFor)
        implements AccountPolicy {

    enum SignUp {
        OPEN,
        INVITE,
        CLOSED
    }
}

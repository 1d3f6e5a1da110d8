package io.confab.account;

import io.confab.shared.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may try to prove who they are, and change something once they did. {@code enabled} concerns every rate of the server.
 *
 * @param signInsPerAccount wrong passwords for one username, wherever they come from
 * @param signInsPerAddress attempts to sign in, right or wrong
 * @param registrationsPerAddress attempts to register; enough for an office behind one address
 * @param guestsPerAddress guests admitted
 * @param changesPerAccount requests under {@code /api} that change something; as many as frames over STOMP
 */
@ConfigurationProperties("confab.limits")
record AccountLimits(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10/1m") Rate signInsPerAccount,
        @DefaultValue("60/1m") Rate signInsPerAddress,
        @DefaultValue("60/1h") Rate registrationsPerAddress,
        @DefaultValue("60/1h") Rate guestsPerAddress,
        @DefaultValue("100/5s") Rate changesPerAccount) {}

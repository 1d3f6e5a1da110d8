package io.confab.account;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a browser stays signed in.
 *
 * @param idle without a request and without a live connection
 * @param lifetime in any case
 */
@ConfigurationProperties("confab.sign-in")
record SignInSettings(
        @DefaultValue("30d") Duration idle,
        @DefaultValue("90d") Duration lifetime) {}

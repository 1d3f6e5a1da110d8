package io.confab.direct;

import io.confab.shared.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Against those who write to everybody.
 *
 * @param requestsPerAccount people an account may ask to talk with whom it shares no room
 */
@ConfigurationProperties("confab.limits")
record DirectLimits(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("20/1h") Rate requestsPerAccount) {}

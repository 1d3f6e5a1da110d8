package io.confab.push;

import io.confab.shared.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param pushesPerAccount what programs push with the tokens of one account; each part of a batch counts */
@ConfigurationProperties("confab.limits")
record PushLimits(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("200/10s") Rate pushesPerAccount) {}

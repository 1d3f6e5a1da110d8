package io.confab.message;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the log takes at once.
 *
 * @param queue as many commands may wait to be written; more are refused as {@code busy}
 * @param batch as many are written in one transaction
 */
@ConfigurationProperties("confab.limits.log")
record LogLimits(
        @DefaultValue("4096") int queue,
        @DefaultValue("256") int batch) {}

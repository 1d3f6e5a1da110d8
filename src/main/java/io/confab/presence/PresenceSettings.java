package io.confab.presence;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long somebody who is gone is not yet shown as offline.
 *
 * @param grace who vanished, and is shown as reconnecting
 * @param goodBye who said good-bye, and is shown as before: a page that is loaded anew comes back within it
 */
@ConfigurationProperties("confab.presence")
record PresenceSettings(
        @DefaultValue("20s") Duration grace,
        @DefaultValue("5s") Duration goodBye) {}

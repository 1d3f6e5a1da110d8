package io.confab.moderation;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param undo how long what was taken away at once can be brought back */
@ConfigurationProperties("confab.moderation")
record PurgeSettings(@DefaultValue("10m") Duration undo) {}

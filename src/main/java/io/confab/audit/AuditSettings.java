package io.confab.audit;

import io.confab.shared.Rate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param refused refused acts of one account that are written down, on each node; more are counted */
@ConfigurationProperties("confab.audit")
record AuditSettings(@DefaultValue("100/1h") Rate refused) {}

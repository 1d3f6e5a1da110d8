package io.confab.cluster;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param lease for so long a node that is not heard from counts as alive */
@ConfigurationProperties("confab.cluster")
record ClusterSettings(@DefaultValue("10s") Duration lease) {}

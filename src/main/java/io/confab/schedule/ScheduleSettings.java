package io.confab.schedule;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param perAccount how many schedules somebody has at most
 * @param shortest   the shortest distance between two times of one
 * @param late       what is due for longer than this was missed
 * @param poll       how often a node looks for what is due
 */
@ConfigurationProperties("confab.schedules")
record ScheduleSettings(
        @DefaultValue("50") int perAccount,
        @DefaultValue("1m") Duration shortest,
        @DefaultValue("1m") Duration late,
        @DefaultValue("1s") Duration poll) {}

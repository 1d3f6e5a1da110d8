package io.confab.schedule;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param perAccount how many schedules somebody has at most; what is over does not count
 * @param shortest   the shortest distance between two times of one
 * @param late       what is due for longer than this was missed
 * @param tries      how often in a row what is due meets a fault of the server until it is given up
 * @param keepOver   how long what is over can be seen
 * @param poll       how often a node looks for what is due
 */
@ConfigurationProperties("confab.schedules")
record ScheduleSettings(
        @DefaultValue("50") int perAccount,
        @DefaultValue("1m") Duration shortest,
        @DefaultValue("1m") Duration late,
        @DefaultValue("12") int tries,
        @DefaultValue("30d") Duration keepOver,
        @DefaultValue("1s") Duration poll) {}

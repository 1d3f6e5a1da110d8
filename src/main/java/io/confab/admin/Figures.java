package io.confab.admin;

import org.jspecify.annotations.Nullable;

/**
 * How a node is, over the last second.
 *
 * @param messagesPerSecond   commands that the log answered
 * @param deliveriesPerSecond events handed to the connections of subscribers
 * @param p99Millis           from a command's arrival to its answer, of late
 * @param logQueue            commands that wait
 * @param relay               whether the node is connected to the broker; null if it has none
 */
record Figures(
        int connections,
        double messagesPerSecond,
        double deliveriesPerSecond,
        double p99Millis,
        int logQueue,
        @Nullable Boolean relay) {}

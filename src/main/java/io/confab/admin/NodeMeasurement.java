package io.confab.admin;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.confab.cluster.Reporter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads this node's figures from its meters, so that nothing is counted twice. */
@Component
class NodeMeasurement implements Reporter {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double P99 = 0.99;

    private final MeterRegistry meters;
    private final JsonMapper json;
    private long at = System.nanoTime();
    private double messages;
    private double deliveries;

    NodeMeasurement(MeterRegistry meters, JsonMapper json) {
        this.meters = meters;
        this.json = json;
    }

    /** What happened since it was last asked. */
    @Override
    public synchronized String report() {
        long now = System.nanoTime();
        double seconds = (now - at) / NANOS_PER_SECOND;
        at = now;
        var latency = meters.find("confab.log.latency").timer();
        double allMessages = latency == null ? 0 : latency.count();
        var counter = meters.find("confab.deliveries").counter();
        double allDeliveries = counter == null ? 0 : counter.count();
        var figures = new Figures(
                (int) gauge("confab.connections", 0),
                rounded((allMessages - messages) / seconds),
                rounded((allDeliveries - deliveries) / seconds),
                latency == null ? 0 : rounded(p99Millis(latency)),
                (int) gauge("confab.log.queue", 0),
                relay());
        messages = allMessages;
        deliveries = allDeliveries;
        return json.writeValueAsString(figures);
    }

    /** Zero while there was nothing of late. */
    private static double p99Millis(Timer latency) {
        return Arrays.stream(latency.takeSnapshot().percentileValues())
                .filter(value -> value.percentile() == P99)
                .mapToDouble(value -> value.value(TimeUnit.MILLISECONDS))
                .filter(Double::isFinite)
                .findFirst()
                .orElse(0);
    }

    private @Nullable Boolean relay() {
        double connected = gauge("confab.relay.connected", Double.NaN);
        return Double.isNaN(connected) ? null : connected > 0;
    }

    private double gauge(String name, double otherwise) {
        var gauge = meters.find(name).gauge();
        return gauge == null ? otherwise : gauge.value();
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}

package io.confab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;

import io.confab.bench.Plan.Seat;

/**
 * How long a value of a feed takes to the last of many who hear it, every second a new one.
 *
 * @param subscribers connections
 * @param median from the second that a value is of to the last delivery of it, in milliseconds
 * @param most of the values, the slowest
 * @param micros CPU of the server for a delivery
 * @param wrong deliveries that came twice, late or not at all
 */
record FeedRow(int subscribers, int values, double median, double most, double micros, long wrong) {

    private static final int SUBSCRIBERS = Integer.getInteger("confab.benchmark.subscribers", 10_000);
    /** Of one account, as many as it may have. */
    private static final int CONNECTIONS_OF_ONE = 50;

    private static final int CONNECTING_AT_ONCE = 64;
    private static final Duration SETTLING = Duration.ofSeconds(12);
    /** A value is told at the full second, and all have it well before this. */
    private static final Duration INTO_THE_SECOND = Duration.ofMillis(900);

    private static final double NANOS_PER_MILLI = 1e6;

    static FeedRow measure(Path folder, Database database) {
        try (var confab = new Confab(folder, database);
                var generator = new Generator(folder)) {
            var readers =
                    new SignUp(confab.port()).rooms((SUBSCRIBERS + CONNECTIONS_OF_ONE - 1) / CONNECTIONS_OF_ONE, 1);
            var seats = new ArrayList<Seat>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                seats.add(new Seat(readers.get(i % readers.size()).tokens().get(0), "clock", false, true));
            }
            generator.open(confab.feed("clock", seats), CONNECTING_AT_ONCE);
            Pause.of(SETTLING.plus(Settings.measured()));
            nextTick();
            generator.tell("reset");
            long server = confab.cpuMicros();
            var lasts = new Latencies();
            int values = (int) Settings.measured().toSeconds();
            long delivered = 0;
            long wrong = 0;
            for (int i = 0; i < values; i++) {
                nextTick();
                var tick = generator.tell("read");
                generator.tell("clear");
                lasts.record(tick.max());
                delivered = tick.delivered();
                wrong = tick.repeated() + tick.late();
            }
            server = confab.cpuMicros() - server;
            return new FeedRow(
                    SUBSCRIBERS,
                    values,
                    lasts.percentile(0.5) / NANOS_PER_MILLI,
                    lasts.max() / NANOS_PER_MILLI,
                    (double) server / delivered,
                    wrong + Math.abs((long) values * SUBSCRIBERS - delivered));
        }
    }

    private static void nextTick() {
        var now = Instant.now();
        var second = now.truncatedTo(ChronoUnit.SECONDS).plus(INTO_THE_SECOND);
        Pause.of(Duration.between(now, second.isAfter(now) ? second : second.plusSeconds(1)));
    }
}

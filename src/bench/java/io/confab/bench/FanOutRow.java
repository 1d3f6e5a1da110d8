package io.confab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * How fast a server delivers when it is saturated, what that costs, and how long a delivery takes at a fifth of that rate.
 *
 * @param server which
 * @param windows what it delivers with so many posts of a room on their way, from few to many
 * @param beside the other process that takes part, if any
 * @param median latency at a fifth of the rate of {@link #saturated()}, in milliseconds
 * @param sameMedian latency at {@value #SAME} posts a second, which is the same for every server
 * @param skipped why it was not measured
 */
record FanOutRow(
        String server,
        List<Saturation> windows,
        String beside,
        long lost,
        long repeated,
        long late,
        long refused,
        double median,
        double p99,
        double max,
        double sameMedian,
        double sameP99,
        double sameMax,
        @Nullable String skipped) {

    /** What a fifth of saturation means. */
    private static final int CALM = 5;

    /** Posts a second that each of the servers can take. */
    static final int SAME = 10;

    private static final int CONNECTING_AT_ONCE = 32;
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final double NANOS_PER_MILLI = 1e6;

    FanOutRow {
        if (windows == null) {
            windows = List.of();
            skipped = "by an earlier version";
        }
    }

    static FanOutRow skipped(String server, String reason) {
        return new FanOutRow(server, List.of(), "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, reason);
    }

    /** With the window with which the server delivers most: with a smaller one it waits for whoever posts. */
    Saturation saturated() {
        return most(windows);
    }

    private static Saturation most(List<Saturation> windows) {
        return windows.stream()
                .max(Comparator.comparingDouble(Saturation::perSecond))
                .orElseThrow();
    }

    double micros() {
        return saturated().micros();
    }

    /** What a delivery costs the server and the other process together. */
    double microsOfAll() {
        return micros() + saturated().microsBeside();
    }

    /** @param windows as many posts of a room are on their way at once, one number after the other */
    static FanOutRow measure(Path folder, Target target, Shape shape, List<Integer> windows) {
        try (var generator = new Generator(folder)) {
            var plan = target.plan(shape);
            generator.open(plan, CONNECTING_AT_ONCE);
            if (plan.dialect() == Dialect.PLAIN) {
                generator.tell("probe");
                Pause.of(SETTLING);
            }
            generator.tell("reset");
            generator.tell("saturate " + windows.get(0));
            Pause.of(target.onJvm() ? Settings.warmUpOfJvm() : Settings.warmUpOfErlang());
            var measured = windows.stream()
                    .map(window -> Saturation.measure(generator, target, window, SETTLING, Settings.measured()))
                    .toList();
            var stopped = generator.tell("stop");
            // Single posts take other ways through the server than many at once, and those are to be compiled, too.
            var calm = Paced.measure(
                    generator, most(measured).posts() / CALM, target.onJvm() ? Settings.shortWarmUpOfJvm() : SETTLING);
            var same = Paced.measure(generator, SAME, SETTLING);
            var all = List.of(stopped, calm.stopped, same.stopped);
            return new FanOutRow(
                    target.name(),
                    measured,
                    target.beside(),
                    sum(all, Counts::lost),
                    sum(all, Counts::repeated),
                    sum(all, Counts::late),
                    sum(all, Counts::refused),
                    calm.counts.median() / NANOS_PER_MILLI,
                    calm.counts.p99() / NANOS_PER_MILLI,
                    calm.counts.max() / NANOS_PER_MILLI,
                    same.counts.median() / NANOS_PER_MILLI,
                    same.counts.p99() / NANOS_PER_MILLI,
                    same.counts.max() / NANOS_PER_MILLI,
                    null);
        }
    }

    private static long sum(List<Counts> counts, ToLongFunction<Counts> what) {
        return counts.stream().mapToLong(what).sum();
    }

    /** What was counted of posts that go out at fixed moments: until then, and when the last had come. */
    private record Paced(Counts counts, Counts stopped) {

        static Paced measure(Generator generator, double postsPerSecond, Duration warmUp) {
            generator.tell("reset");
            generator.tell("pace " + postsPerSecond);
            Pause.of(warmUp);
            generator.tell("clear");
            Pause.of(Settings.measured());
            var counts = generator.tell("read");
            var stopped = generator.tell("stop");
            if (stopped.failure() != null) {
                Say.line(stopped.failure());
            }
            return new Paced(counts, stopped);
        }
    }
}

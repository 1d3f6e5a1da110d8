package io.confab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * How fast a server delivers when it is saturated, what that costs, and how long a delivery takes at a fifth of that rate.
 *
 * @param server which
 * @param perSecond deliveries
 * @param posts a second
 * @param micros CPU of the server for a delivery
 * @param beside the other process that takes part, if any
 * @param microsBeside its CPU for a delivery
 * @param generatorMicros CPU of the load generator for a delivery
 * @param median latency at a fifth of that rate, in milliseconds
 * @param sameMedian latency at {@value #SAME} posts a second, which is the same for every server
 * @param skipped why it was not measured
 */
record FanOutRow(
        String server,
        double perSecond,
        double posts,
        double micros,
        String beside,
        double microsBeside,
        double generatorMicros,
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
    private static final double NANOS_PER_SECOND = 1e9;

    static FanOutRow skipped(String server, String reason) {
        return new FanOutRow(server, 0, 0, 0, "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, reason);
    }

    /** What a delivery costs the server and the other process together. */
    double microsOfAll() {
        return micros + microsBeside;
    }

    /** @param window as many posts of a room are on their way at once */
    static FanOutRow measure(Path folder, Target target, Shape shape, int window) {
        try (var generator = new Generator(folder)) {
            var plan = target.plan(shape);
            generator.open(plan, CONNECTING_AT_ONCE);
            if (plan.dialect() == Dialect.PLAIN) {
                generator.tell("probe");
                Pause.of(SETTLING);
            }
            generator.tell("reset");
            generator.tell("saturate " + window);
            Pause.of(target.onJvm() ? Settings.warmUpOfJvm() : Settings.warmUpOfErlang());
            var before = Moment.of(generator, target);
            Pause.of(Settings.measured());
            var after = Moment.of(generator, target);
            var saturated = generator.tell("stop");

            double seconds = (after.counts.nanos() - before.counts.nanos()) / NANOS_PER_SECOND;
            double deliveries = after.counts.delivered() - before.counts.delivered();
            double posts = (after.counts.sent() - before.counts.sent()) / seconds;

            // Single posts take other ways through the server than many at once, and those are to be compiled, too.
            var calm = Paced.measure(generator, posts / CALM, target.onJvm() ? Settings.shortWarmUpOfJvm() : SETTLING);
            var same = Paced.measure(generator, SAME, SETTLING);
            var all = List.of(saturated, calm.stopped, same.stopped);
            return new FanOutRow(
                    target.name(),
                    deliveries / seconds,
                    posts,
                    (after.server - before.server) / deliveries,
                    target.beside(),
                    (after.beside - before.beside) / deliveries,
                    (after.generator - before.generator) / deliveries,
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

    private record Moment(Counts counts, long server, long beside, long generator) {

        static Moment of(Generator generator, Target target) {
            return new Moment(
                    generator.tell("read"), target.cpuMicros(), target.cpuMicrosBeside(), generator.cpuMicros());
        }
    }
}

package io.confab.bench;

import java.time.Duration;

/**
 * What a server delivers and what that costs while a closed loop keeps it busy.
 *
 * @param window so many posts of each room are on their way at once
 * @param perSecond deliveries
 * @param posts a second
 * @param micros CPU of the server for a delivery
 * @param microsBeside that of the other process, if one takes part
 * @param generatorMicros that of the load generator
 */
record Saturation(
        int window, double perSecond, double posts, double micros, double microsBeside, double generatorMicros) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Leaves the load on. Until {@code settling} is over nothing is counted. */
    static Saturation measure(Generator generator, Target target, int window, Duration settling, Duration measured) {
        generator.tell("saturate " + window);
        Pause.of(settling);
        var before = Moment.of(generator, target);
        Pause.of(measured);
        var after = Moment.of(generator, target);
        double seconds = (after.counts.nanos() - before.counts.nanos()) / NANOS_PER_SECOND;
        double deliveries = after.counts.delivered() - before.counts.delivered();
        return new Saturation(
                window,
                deliveries / seconds,
                (after.counts.sent() - before.counts.sent()) / seconds,
                (after.server - before.server) / deliveries,
                (after.beside - before.beside) / deliveries,
                (after.generator - before.generator) / deliveries);
    }

    private record Moment(Counts counts, long server, long beside, long generator) {

        static Moment of(Generator generator, Target target) {
            return new Moment(
                    generator.tell("read"), target.cpuMicros(), target.cpuMicrosBeside(), generator.cpuMicros());
        }
    }
}

package io.confab.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static io.confab.bench.Goal.number;

/**
 * Two builds of Confab, saturated in turn within one run. A machine that is shared with others is a quarter faster or slower
 * from one minute to the next; what two builds cost next to each other agrees to a few percent.
 */
final class Comparison implements AutoCloseable {

    private static final int CONNECTING_AT_ONCE = 32;
    private static final int ROUNDS = 8;
    /** Each turn is as long as this part of a measurement. */
    private static final int TURN = 4;

    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final int window;
    private final List<Side> sides = new ArrayList<>();

    private Comparison(int window) {
        this.window = window;
    }

    /** Tells what a delivery costs each of them in each round, and the shares of the other. */
    static void tell(Path jar, Shape shape, int window) throws IOException {
        try (var comparison = new Comparison(window)) {
            comparison.begin(Confab.JAR, shape);
            comparison.begin(jar, shape);
            comparison.measure();
        }
    }

    private void begin(Path jar, Shape shape) throws IOException {
        var folder = Benchmark.folder();
        var confab = new Confab(jar, folder, Database.h2(folder));
        var side = new Side(jar, confab, new Generator(folder), new ArrayList<>());
        sides.add(side);
        side.generator.open(confab.plan(shape), CONNECTING_AT_ONCE);
    }

    private void measure() {
        // Both at once: each has half of the machine, and the compiler as much to do as ever.
        sides.forEach(side -> side.saturate(window));
        Pause.of(Settings.warmUpOfJvm());
        sides.forEach(side -> side.generator.tell("stop"));
        for (int round = 0; round < ROUNDS; round++) {
            // Whoever is second meets what the first has left behind: caches, and pages that wait for the disk.
            sides.get(round % 2).turn(window);
            sides.get(1 - round % 2).turn(window);
        }
        var mine = sides.get(0).micros;
        var others = sides.get(1).micros;
        var shares = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            shares.add(mine.get(round) / others.get(round));
        }
        sides.forEach(side -> Say.line("%s: %s µs for a delivery, of %s"
                .formatted(side.jar, number(median(side.micros)), numbers(side.micros))));
        Say.line("The first takes %s of the second, of %s".formatted(number(median(shares)), numbers(shares)));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static List<String> numbers(List<Double> values) {
        return values.stream().map(Goal::number).toList();
    }

    @Override
    public void close() {
        sides.forEach(side -> {
            side.generator.close();
            side.confab.close();
        });
    }

    private record Side(Path jar, Confab confab, Generator generator, List<Double> micros) {

        void saturate(int window) {
            generator.tell("reset");
            generator.tell("saturate " + window);
        }

        void turn(int window) {
            generator.tell("reset");
            micros.add(Saturation.measure(
                            generator,
                            confab,
                            window,
                            SETTLING,
                            Settings.measured().dividedBy(TURN))
                    .micros());
            generator.tell("stop");
        }
    }
}

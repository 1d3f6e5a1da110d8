package io.confab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code mvn -Pbenchmark verify}: measures a row of docs/benchmarks.md, or all of them, and writes it there. */
final class Benchmark {

    private static final Set<String> ROWS = Set.of("room", "rooms");

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        Usage.requireLinux();
        var work = Files.createDirectories(Path.of("target", "benchmark"));
        var row = arguments.length == 0 ? "all" : arguments[0];
        if (row.equals("room")) {
            for (var result : room(work)) {
                Say.line(result);
            }
        }
    }

    private static List<FanOutRow> room(Path work) throws IOException {
        var shape = new Shape(1, 500, 1, true);
        var rows = new ArrayList<FanOutRow>();
        var folder = Files.createTempDirectory(work, "room");
        try (var database = Database.h2(folder);
                var confab = new Confab(folder, database)) {
            rows.add(FanOutRow.measure(folder, confab, shape, 64));
        }
        try (var peer = new SpringPeer(folder, "Spring's simple broker", SimpleBrokerPeer.class)) {
            rows.add(FanOutRow.measure(folder, peer, shape, 64));
        }
        return rows;
    }
}

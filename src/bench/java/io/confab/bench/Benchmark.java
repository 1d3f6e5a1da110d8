package io.confab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.FileSystemUtils;

/** {@code mvn -Pbenchmark verify}: measures a row of docs/benchmarks.md, or all of them, and writes it there. */
final class Benchmark {

    private static final Path WORK = Path.of("target", "benchmark");
    private static final Path FINDINGS = WORK.resolve("findings.json");

    private static final Shape ROOM = new Shape(1, 500, 1, true);
    private static final Shape ROOMS = new Shape(50, 10, 1, true);
    /** Posts of a room that are on their way at once. */
    private static final int WINDOW = 64;

    private static final List<Integer> ONE_WINDOW = List.of(WINDOW);
    /** With few, 50 senders do not saturate a server that writes what gathers. */
    private static final List<Integer> WINDOWS = List.of(4, 16, WINDOW);

    /** As Confab ships it, and none. */
    private static final List<Integer> BATCHES = List.of(256, 1);

    private Benchmark() {}

    /** Adds what it measures to what is known. */
    private interface Row {

        Findings measure(Findings before) throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        Usage.requireLinux();
        // It tells all that its programs tell.
        LoggingSystem.get(Benchmark.class.getClassLoader()).setLogLevel("io.zonky", LogLevel.WARN);
        Files.createDirectories(WORK);
        removeEarlierRuns();
        var wanted = arguments.length == 0 ? "all" : arguments[0];
        if (wanted.equals("compare-room")) {
            Comparison.tell(Settings.other(), ROOM, WINDOW);
        } else if (wanted.equals("compare-rooms")) {
            Comparison.tell(Settings.other(), ROOMS, WINDOW);
        } else {
            measure(wanted);
        }
    }

    private static void measure(String wanted) throws IOException {
        var rows = rows(wanted);
        var findings = wanted.equals("all") ? Findings.none() : Findings.read(FINDINGS);
        boolean complete = true;
        for (var row : rows.entrySet()) {
            Say.line("Measuring " + row.getKey());
            try {
                findings = row.getValue().measure(findings);
                findings.write(FINDINGS);
                Report.of(findings).write();
            } catch (RuntimeException failure) {
                // An hour of others is not thrown away for it.
                Say.failure(row.getKey(), failure);
                complete = false;
            }
        }
        if (!complete) {
            System.exit(1);
        }
    }

    private static Map<String, Row> rows(String wanted) {
        var all = new LinkedHashMap<String, Row>();
        all.put("room", findings -> findings.withRoom(room()));
        all.put("rooms", findings -> findings.withRooms(rooms()));
        all.put("posts", findings -> findings.withPosts(posts()));
        all.put("crowd", findings -> findings.withCrowd(crowd()));
        all.put("history", findings -> findings.withHistory(history()));
        all.put("feed", findings -> findings.withFeed(feed()));
        all.put("pushes", findings -> findings.withPushes(pushes()));
        all.put("schedules", findings -> findings.withSchedules(schedules()));
        if (wanted.equals("fan-out")) {
            all.keySet().retainAll(List.of("room", "rooms"));
        } else if (!wanted.equals("all")) {
            if (!all.containsKey(wanted)) {
                throw new IllegalArgumentException("There is no row " + wanted + ": " + all.keySet());
            }
            all.keySet().retainAll(List.of(wanted));
        }
        return all;
    }

    private static List<FanOutRow> room() throws IOException {
        var rows = new ArrayList<FanOutRow>();
        var folder = folder();
        try (var database = Database.h2(folder);
                var confab = new Confab(folder, database)) {
            rows.add(fanOut(folder, confab, ROOM, ONE_WINDOW));
        }
        try (var peer = SpringPeer.simpleBroker(folder)) {
            rows.add(fanOut(folder, peer, ROOM, ONE_WINDOW));
        }
        rows.addAll(withRabbit(folder));
        try (var artemis = new Artemis(folder);
                var peer = SpringPeer.stockRelay(folder, artemis)) {
            rows.add(fanOut(folder, peer, ROOM, ONE_WINDOW));
        }
        return rows;
    }

    private static List<FanOutRow> withRabbit(Path folder) {
        var reason = Rabbit.missing();
        if (reason != null) {
            Say.line(reason);
            return List.of(
                    FanOutRow.skipped("Spring's stock relay to RabbitMQ", reason),
                    FanOutRow.skipped("RabbitMQ's own Web STOMP", reason));
        }
        var rows = new ArrayList<FanOutRow>();
        try (var rabbit = new Rabbit(folder)) {
            try (var peer = SpringPeer.stockRelay(folder, rabbit)) {
                rows.add(fanOut(folder, peer, ROOM, ONE_WINDOW));
            }
            rows.add(fanOut(folder, rabbit, ROOM, ONE_WINDOW));
        }
        return rows;
    }

    private static List<FanOutRow> rooms() throws IOException {
        var rows = new ArrayList<FanOutRow>();
        onEach(database -> {
            try (var confab = new Confab(database.folder(), database.database())) {
                rows.add(fanOut(database.folder(), confab, ROOMS, WINDOWS));
            }
        });
        var folder = folder();
        try (var peer = SpringPeer.simpleBroker(folder)) {
            rows.add(fanOut(folder, peer, ROOMS, WINDOWS));
        }
        return rows;
    }

    private static List<PostsRow> posts() throws IOException {
        var rows = new ArrayList<PostsRow>();
        onEach(database -> {
            for (int batch : BATCHES) {
                rows.add(told(PostsRow.measure(database.folder(), database.database(), batch)));
            }
            rows.add(told(PostsRow.withoutServer(database.folder(), database.database())));
        });
        return rows;
    }

    private static CrowdRow crowd() throws IOException {
        var folder = folder();
        try (var database = Database.h2(folder)) {
            return told(CrowdRow.measure(folder, database));
        }
    }

    private static List<HistoryRow> history() throws IOException {
        var rows = new ArrayList<HistoryRow>();
        onEach(database -> rows.addAll(HistoryRow.measure(database.folder(), database.database())));
        rows.forEach(Say::line);
        return rows;
    }

    private static FeedRow feed() throws IOException {
        var folder = folder();
        try (var database = Database.h2(folder)) {
            return told(FeedRow.measure(folder, database));
        }
    }

    private static List<PushRow> pushes() throws IOException {
        var rows = new ArrayList<PushRow>();
        onEach(database -> rows.add(told(PushRow.measure(database.folder(), database.database()))));
        return rows;
    }

    private static ScheduleRow schedules() throws IOException {
        var folder = folder();
        try (var database = new PostgreSql(folder)) {
            return told(ScheduleRow.measure(folder, database));
        }
    }

    private static FanOutRow fanOut(Path folder, Target target, Shape shape, List<Integer> windows) {
        try {
            return told(FanOutRow.measure(folder, target, shape, windows));
        } catch (IllegalStateException failure) {
            Say.failure(target.name(), failure);
            return FanOutRow.skipped(target.name(), "it failed");
        }
    }

    private static <T> T told(T row) {
        Say.line(row);
        return row;
    }

    private record Place(Path folder, Database database) {}

    private interface Measurement {

        void on(Place place) throws IOException;
    }

    /** On both that Confab runs on, each new. */
    private static void onEach(Measurement measurement) throws IOException {
        var folder = folder();
        try (var database = Database.h2(folder)) {
            measurement.on(new Place(folder, database));
        }
        var other = folder();
        try (var database = new PostgreSql(other)) {
            measurement.on(new Place(other, database));
        }
    }

    /** Not at the end of a run: who wants to know what happened finds the logs there. */
    private static void removeEarlierRuns() throws IOException {
        try (var earlier = Files.newDirectoryStream(WORK, "run*")) {
            for (var folder : earlier) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    static Path folder() throws IOException {
        return Files.createTempDirectory(WORK.toAbsolutePath(), "run");
    }
}

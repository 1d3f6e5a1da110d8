package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import static io.confab.bench.Goal.grouped;
import static io.confab.bench.Goal.number;

/** Writes what was measured into docs/benchmarks.md, between the marks, and the chart beside it. */
final class Report {

    private static final Path DOCUMENT = Path.of("docs", "benchmarks.md");
    private static final Path CHART = Path.of("docs", "benchmarks.svg");
    private static final String BEGIN = "<!-- measured -->";
    private static final String END = "<!-- /measured -->";

    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    private Report(Findings findings) {
        this.findings = findings;
    }

    static Report of(Findings findings) {
        return new Report(findings);
    }

    void write() {
        line("Measured on %s: %s.", LocalDate.now(ZoneOffset.UTC), Machine.description());
        line("");
        if (!findings.room().isEmpty()) {
            line("![What a delivery costs](benchmarks.svg)");
            line("");
        }
        goals();
        fanOut("One room of 500, one sender", findings.room());
        fanOut("50 rooms of 10, one sender in each", findings.rooms());
        windows("The same, by how much is on its way at once", findings.rooms());
        posts();
        crowd();
        history();
        feed();
        pushes();
        schedules();
        try {
            var before = Files.readString(DOCUMENT);
            int begin = before.indexOf(BEGIN) + BEGIN.length();
            int end = before.indexOf(END);
            Files.writeString(DOCUMENT, before.substring(0, begin) + "\n" + text + before.substring(end));
            if (!findings.room().isEmpty()) {
                Files.writeString(CHART, Chart.of(findings));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void goals() {
        line("| | goal | measured | met |");
        line("|---|---|---|---|");
        for (var goal : Goal.of(findings)) {
            var measured = goal.measured();
            line(
                    "| %s | %s | %s | %s |",
                    goal.what(),
                    goal.wanted(),
                    Objects.requireNonNullElse(measured, "not measured"),
                    measured == null ? "" : goal.met() ? "yes" : "**no**");
        }
    }

    private void fanOut(String title, List<FanOutRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        title(title);
        line(
                "| server | deliveries/s | posts/s | its CPU for a delivery | beside it | generator's CPU | at a fifth: median, p99, most"
                        + " | at " + FanOutRow.SAME + " posts/s: median, p99, most | lost | repeated | out of order |");
        line("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (var row : rows) {
            if (row.skipped() != null) {
                line("| %s | not measured: %s | | | | | | | | | |", row.server(), row.skipped());
            } else {
                var saturated = row.saturated();
                line(
                        "| %s | %s | %s | %s µs | %s | %s µs | %s, %s, %s ms | %s, %s, %s ms | %s | %s | %s |",
                        row.server(),
                        number(saturated.perSecond()),
                        number(saturated.posts()),
                        number(saturated.micros()),
                        beside(row, saturated),
                        number(saturated.generatorMicros()),
                        number(row.median()),
                        number(row.p99()),
                        number(row.max()),
                        number(row.sameMedian()),
                        number(row.sameP99()),
                        number(row.sameMax()),
                        grouped(row.lost()),
                        grouped(row.repeated()),
                        grouped(row.late()));
            }
        }
    }

    private static String beside(FanOutRow row, Saturation saturation) {
        return row.beside().isEmpty() ? "" : row.beside() + ": " + number(saturation.microsBeside()) + " µs";
    }

    private void windows(String title, List<FanOutRow> rows) {
        if (rows.stream().allMatch(row -> row.windows().size() < 2)) {
            return;
        }
        title(title);
        line(
                "| server | posts of a room on their way | deliveries/s | its CPU for a delivery | beside it | generator's CPU |");
        line("|---|--:|--:|--:|--:|--:|");
        for (var row : rows) {
            for (var saturation : row.windows()) {
                line(
                        "| %s | %d | %s | %s µs | %s | %s µs |",
                        row.server(),
                        saturation.window(),
                        number(saturation.perSecond()),
                        number(saturation.micros()),
                        beside(row, saturation),
                        number(saturation.generatorMicros()));
            }
        }
    }

    private void posts() {
        if (findings.posts().isEmpty()) {
            return;
        }
        title("Acknowledged posts, each sender waits for its receipt");
        line(
                "| database | posts in a transaction, at most | senders | posts/s | server's CPU for a post | database's CPU | to the receipt: median, p99 |");
        line("|---|--:|--:|--:|--:|--:|--:|");
        for (var row : findings.posts()) {
            boolean served = row.batch() > 0;
            line(
                    "| %s | %s | %d | %s | %s | %s | %s |",
                    row.database(),
                    served ? row.batch() : "1, without a server, as many at once as there are senders",
                    row.senders(),
                    number(row.perSecond()),
                    served ? number(row.micros()) + " µs" : "",
                    row.microsBeside() == 0 ? "" : number(row.microsBeside()) + " µs",
                    served ? number(row.median()) + ", " + number(row.p99()) + " ms" : "");
        }
    }

    private void crowd() {
        for (var row : findings.crowd()) {
            title("Many who say nothing");
            line("| connections | memory for each | of it live in the heap |");
            line("|--:|--:|--:|");
            line(
                    "| %s | %s KB | %s KB |",
                    grouped(row.connections()), number(row.kilobytes()), number(row.liveKilobytes()));
            title("All of them cut at once, again and again");
            line(
                    "| time | all back after | errors | server's CPU for each | presence frames, from the cut to the calm |");
            line("|--:|--:|--:|--:|--:|");
            for (int i = 0; i < row.returns().size(); i++) {
                var back = row.returns().get(i);
                line(
                        "| %d | %s s | %d | %s ms | %s |",
                        i + 1,
                        number(back.seconds()),
                        back.errors(),
                        number(back.milliseconds()),
                        grouped(back.presenceFrames()));
            }
        }
    }

    private void history() {
        if (findings.history().isEmpty()) {
            return;
        }
        title("A page of 50 over HTTP, by its depth in a room of " + grouped(HistoryRow.MESSAGES) + " messages");
        line("| database | direction | depth | median | p99 |");
        line("|---|---|--:|--:|--:|");
        for (var row : findings.history()) {
            line(
                    "| %s | %s | %s %% | %s ms | %s ms |",
                    row.database(),
                    row.direction(),
                    number(100 * row.depth()),
                    number(row.median()),
                    number(row.p99()));
        }
    }

    private void feed() {
        for (var row : findings.feed()) {
            title("A feed with a new value every second");
            line(
                    "| subscribers | values | from the second to the last of them: median, slowest | server's CPU for a delivery | lost, repeated, late |");
            line("|--:|--:|--:|--:|--:|");
            line(
                    "| %s | %d | %s, %s ms | %s µs | %s |",
                    grouped(row.subscribers()),
                    row.values(),
                    number(row.median()),
                    number(row.most()),
                    number(row.micros()),
                    grouped(row.wrong()));
        }
    }

    private void pushes() {
        if (findings.pushes().isEmpty()) {
            return;
        }
        title("Pushes by HTTP into a room, each committed before it is answered");
        line(
                "| database | who listen | programs | pushes/s | server's CPU for a push and its deliveries | database's CPU | refused, lost, repeated, late |");
        line("|---|--:|--:|--:|--:|--:|--:|");
        for (var row : findings.pushes()) {
            line(
                    "| %s | %d | %d | %s | %s µs | %s | %s |",
                    row.database(),
                    row.listeners(),
                    row.pushers(),
                    number(row.perSecond()),
                    number(row.micros()),
                    row.microsBeside() == 0 ? "" : number(row.microsBeside()) + " µs",
                    grouped(row.wrong()));
        }
    }

    private void schedules() {
        for (var row : findings.schedules()) {
            title("Messages that are due in the same second, two nodes");
            line("| database | due | said | repeated | until the last is committed | CPU of both nodes for each |");
            line("|---|--:|--:|--:|--:|--:|");
            line(
                    "| %s | %s | %s | %d | %s s | %s ms |",
                    row.database(),
                    grouped(row.due()),
                    grouped(row.said()),
                    row.repeated(),
                    number(row.last()),
                    number(row.millis()));
        }
    }

    private void title(String title) {
        line("");
        line("**%s**", title);
        line("");
    }

    private void line(String format, Object... values) {
        text.append(values.length == 0 ? format : format.formatted(values)).append('\n');
    }
}

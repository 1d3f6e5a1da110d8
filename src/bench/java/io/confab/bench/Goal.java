package io.confab.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted, and what was measured.
 *
 * @param measured null where it was not
 */
record Goal(String what, String wanted, @Nullable String measured, boolean met) {

    private static final String RELAY = "Spring's stock relay to RabbitMQ";
    private static final double DELIVERY = 2;
    private static final double DELIVERY_TO_FEW = 15;
    private static final double GROUP_COMMIT = 5;
    private static final double LATENCY = 10;
    private static final double IDLE = 40;
    private static final double RETURN = 20;
    private static final double PAGE = 5;

    static List<Goal> of(Findings findings) {
        var goals = new ArrayList<Goal>();
        var room = confab(findings.room(), "H2");
        goals.add(most(
                "CPU of the server for a delivery, one room of 500, saturated",
                DELIVERY,
                "µs",
                room.map(FanOutRow::micros)));
        goals.add(share(findings, "Spring's simple broker", "", 10, FanOutRow::micros));
        goals.add(share(findings, RELAY, ", its application alone", 50, FanOutRow::micros));
        goals.add(share(findings, RELAY, ", both processes", 50, FanOutRow::microsOfAll));
        goals.add(share(findings, "RabbitMQ's own Web STOMP", "", 40, FanOutRow::micros));
        for (var database : List.of("H2", "PostgreSQL")) {
            goals.add(toFew(confab(findings.rooms(), database), database));
        }
        for (var database : List.of("H2", "PostgreSQL")) {
            goals.add(groupCommit(findings.posts(), database));
        }
        goals.add(most("From post to delivery at a fifth of saturation, p99", LATENCY, "ms", room.map(FanOutRow::p99)));
        var crowd = findings.crowd().stream().findFirst();
        goals.add(most("Memory of an idle connection", IDLE, "KB", crowd.map(CrowdRow::kilobytes)));
        goals.add(new Goal(
                crowd.map(row -> grouped(row.connections())
                                + " connections cut at once: all are back and know everything")
                        .orElse("All connections cut at once: all are back and know everything"),
                "≤ 20 s, no error",
                crowd.map(row -> number(row.last().seconds()) + " s, the first time "
                                + number(row.first().seconds()) + " s, errors: " + row.errors())
                        .orElse(null),
                crowd.filter(row -> row.last().seconds() <= RETURN && row.errors() == 0)
                        .isPresent()));
        goals.add(most(
                "A page of 50 of a long history, median at the worst depth",
                PAGE,
                "ms",
                findings.history().stream().map(HistoryRow::median).max(Comparator.naturalOrder())));
        goals.add(nothingWrong(findings));
        return goals;
    }

    private static Goal most(String what, double limit, String unit, Optional<Double> value) {
        return new Goal(
                what,
                "≤ " + number(limit) + " " + unit,
                value.map(measured -> number(measured) + " " + unit).orElse(null),
                value.filter(measured -> measured <= limit).isPresent());
    }

    /** Says also what it is while the server waits for those who post. */
    private static Goal toFew(Optional<FanOutRow> row, String database) {
        return new Goal(
                "CPU of the server for a delivery, 50 rooms of 10, 50 senders, saturated, " + database,
                "≤ " + number(DELIVERY_TO_FEW) + " µs",
                row.map(measured -> "%s µs, with %d posts of a room on their way %s µs"
                                .formatted(
                                        number(measured.micros()),
                                        measured.windows().get(0).window(),
                                        number(measured.windows().get(0).micros())))
                        .orElse(null),
                row.filter(measured -> measured.micros() <= DELIVERY_TO_FEW).isPresent());
    }

    private static Goal share(
            Findings findings, String peer, String counted, int times, Function<FanOutRow, Double> cost) {
        var measured = findings.room().stream()
                .filter(row -> row.server().startsWith(peer) && row.skipped() == null)
                .map(cost)
                .findFirst()
                .flatMap(theirs -> confab(findings.room(), "H2").map(ours -> theirs / ours.micros()));
        return new Goal(
                "The same against " + peer + counted,
                "≤ 1/" + times,
                measured.map(factor -> "1/" + number(factor)).orElse(null),
                measured.filter(factor -> factor >= times).isPresent());
    }

    private static Goal groupCommit(List<PostsRow> posts, String database) {
        var rows = posts.stream()
                .filter(row -> row.database().startsWith(database) && row.batch() > 0)
                .sorted(Comparator.comparingInt(PostsRow::batch))
                .toList();
        var factor = rows.size() < 2
                ? Optional.<Double>empty()
                : Optional.of(
                        rows.get(rows.size() - 1).perSecond() / rows.get(0).perSecond());
        return new Goal(
                "Acknowledged posts against one transaction for each, " + database,
                "≥ 5 times",
                factor.map(times -> number(times) + " times").orElse(null),
                factor.filter(times -> times >= GROUP_COMMIT).isPresent());
    }

    private static Goal nothingWrong(Findings findings) {
        var rows = new ArrayList<FanOutRow>();
        rows.addAll(findings.room());
        rows.addAll(findings.rooms());
        rows.removeIf(row -> !row.server().startsWith("Confab"));
        long lost = rows.stream().mapToLong(FanOutRow::lost).sum();
        long repeated = rows.stream().mapToLong(FanOutRow::repeated).sum();
        long late = rows.stream().mapToLong(FanOutRow::late).sum();
        return new Goal(
                "Deliveries of Confab lost, repeated, out of order",
                "none",
                rows.isEmpty() ? null : lost + ", " + repeated + ", " + late,
                !rows.isEmpty() && lost + repeated + late == 0);
    }

    private static Optional<FanOutRow> confab(List<FanOutRow> rows, String database) {
        return rows.stream()
                .filter(row -> row.server().startsWith("Confab, " + database) && row.skipped() == null)
                .findFirst();
    }

    /** With as many digits as tell something. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1000) {
            return grouped(Math.round(value));
        }
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
    }
}

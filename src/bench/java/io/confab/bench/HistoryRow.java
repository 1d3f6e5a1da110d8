package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a page of a long history takes.
 *
 * @param direction of the page, as the request names it
 * @param depth how far from the newest message, as a share of all
 * @param median in milliseconds
 */
record HistoryRow(String database, String direction, double depth, double median, double p99) {

    static final int MESSAGES = Integer.getInteger("confab.benchmark.history", 1_000_000);
    private static final int AUTHORS = 10;
    private static final int PAGE = 50;
    private static final int REQUESTS = 1000;
    private static final List<String> DIRECTIONS = List.of("before", "after", "around");
    private static final List<Double> DEPTHS = List.of(0.0, 0.01, 0.25, 0.5, 0.75, 0.99);
    private static final double NANOS_PER_MILLI = 1e6;

    static List<HistoryRow> measure(Path folder, Database database) {
        SignUp.Room room;
        try (var confab = new Confab(folder, database)) {
            room = new SignUp(confab.port()).rooms(1, AUTHORS).get(0);
        }
        fill(database, Long.parseLong(room.id()));
        try (var confab = new Confab(folder, database)) {
            var reader = new Reader(confab.port(), room);
            long end = System.nanoTime() + Settings.shortWarmUpOfJvm().toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                reader.page(
                        DIRECTIONS.get(i % DIRECTIONS.size()),
                        ThreadLocalRandom.current().nextDouble());
            }
            var rows = new ArrayList<HistoryRow>();
            for (var direction : DIRECTIONS) {
                for (var depth : DEPTHS) {
                    rows.add(reader.measure(database.name(), direction, depth));
                }
            }
            return rows;
        }
    }

    private static void fill(Database database, long room) {
        boolean h2 = !database.runsBeside();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), "");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var authors = new ArrayList<Long>();
            try (var members = statement.executeQuery("select account from membership where room = " + room)) {
                while (members.next()) {
                    authors.add(members.getLong(1));
                }
            }
            for (int i = 0; i < authors.size(); i++) {
                statement.execute("""
                        insert into message (id, room, seq, rev, body_rev, author, client_id, body, created_at)
                        select x, %1$d, x, head_rev + x, head_rev + x, %2$d, concat('history-', x),
                            concat('Message ', x, '. ', repeat('So it was said. ', 11)), room.created_at
                        from room, %3$s where room.id = %1$d""".formatted(
                                room,
                                authors.get(i),
                                (h2 ? "system_range(%d, %d, %d)" : "generate_series(%d, %d, %d) as numbers (x)")
                                        .formatted(i + 1, MESSAGES, authors.size())));
            }
            statement.execute("update room set head_rev = head_rev + %d, head_seq = %d where id = %d"
                    .formatted(MESSAGES, MESSAGES, room));
            statement.execute("alter sequence message_id restart with " + (MESSAGES + 1));
            connection.commit();
            statement.execute("analyze");
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Somebody who scrolls, over one connection. */
    private record Reader(int port, SignUp.Room room) {

        HistoryRow measure(String database, String direction, double depth) {
            var latencies = new Latencies();
            long end = System.nanoTime() + Settings.measured().toNanos();
            for (int i = 0; i < REQUESTS && System.nanoTime() < end; i++) {
                latencies.record(page(direction, depth));
            }
            return new HistoryRow(
                    database,
                    direction,
                    depth,
                    latencies.percentile(0.5) / NANOS_PER_MILLI,
                    latencies.percentile(0.99) / NANOS_PER_MILLI);
        }

        /** Nanoseconds from the request to the last byte of a page that begins about there. */
        long page(String direction, double depth) {
            // Never the same page, so that it is not one page's time.
            long offset = ThreadLocalRandom.current().nextLong(PAGE, 5 * PAGE);
            long seq = Math.max(2 * PAGE, MESSAGES - (long) (MESSAGES * depth) - offset);
            var uri = URI.create("http://127.0.0.1:" + port + "/api/rooms/" + room.id() + "/messages?limit=" + PAGE
                    + "&" + direction + "=" + seq);
            long begin = System.nanoTime();
            try {
                var connection = (HttpURLConnection) uri.toURL().openConnection();
                connection.setRequestProperty(
                        "Authorization", "Bearer " + room.tokens().get(0));
                String page;
                try (var body = connection.getInputStream()) {
                    page = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                }
                long taken = System.nanoTime() - begin;
                int messages = page.split("\"seq\":", -1).length - 1;
                if (messages < PAGE) {
                    throw new IllegalStateException("A page of " + messages + ": " + uri);
                }
                return taken;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}

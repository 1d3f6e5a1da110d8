package io.confab.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many posts a second are acknowledged when each sender waits for its receipt.
 *
 * @param database where they are kept
 * @param batch as many may share a transaction; 0 where there is no server and each sender writes for itself
 * @param micros CPU of the server for a post
 * @param microsBeside CPU of the database for a post, where it is a process of its own
 * @param median from the post to its receipt, in milliseconds
 */
record PostsRow(
        String database,
        int batch,
        int senders,
        double perSecond,
        double micros,
        double microsBeside,
        double median,
        double p99,
        long refused) {

    private static final Shape SHAPE = new Shape(8, 8, 8, false);
    private static final int CONNECTING_AT_ONCE = 16;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration SETTLING = Duration.ofSeconds(1);

    static PostsRow measure(Path folder, Database database, int batch) {
        try (var confab = new Confab(folder, database, "--confab.limits.log.batch=" + batch);
                var generator = new Generator(folder)) {
            generator.open(confab.plan(SHAPE), CONNECTING_AT_ONCE);
            generator.tell("post");
            Pause.of(Settings.warmUpOfJvm());
            generator.tell("clear");
            var before = generator.tell("read");
            long server = confab.cpuMicros();
            long beside = confab.cpuMicrosBeside();
            Pause.of(Settings.measured());
            var after = generator.tell("read");
            server = confab.cpuMicros() - server;
            beside = confab.cpuMicrosBeside() - beside;
            generator.tell("stop");
            Pause.of(SETTLING);
            double posts = after.acknowledged() - before.acknowledged();
            return new PostsRow(
                    database.name(),
                    batch,
                    SHAPE.connections(),
                    posts / ((after.nanos() - before.nanos()) / NANOS_PER_SECOND),
                    server / posts,
                    beside / posts,
                    after.median() / NANOS_PER_MILLI,
                    after.p99() / NANOS_PER_MILLI,
                    after.refused());
        }
    }

    /** What the database does by itself: as many connections as senders, at once, a transaction for each post. */
    static PostsRow withoutServer(Path folder, Database database) {
        List<SignUp.Room> rooms;
        try (var confab = new Confab(folder, database)) {
            rooms = new SignUp(confab.port()).rooms(SHAPE.rooms(), SHAPE.members());
        }
        var writers = new ArrayList<PlainWriter>();
        for (var room : rooms) {
            for (int i = 0; i < SHAPE.senders(); i++) {
                writers.add(new PlainWriter(database, Long.parseLong(room.id()), writers.size()));
            }
        }
        writers.forEach(PlainWriter::start);
        Pause.of(Settings.shortWarmUpOfJvm());
        long before = PlainWriter.committed(writers);
        long beside = database.cpuMicros();
        long begin = System.nanoTime();
        Pause.of(Settings.measured());
        double posts = PlainWriter.committed(writers) - before;
        double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
        beside = database.cpuMicros() - beside;
        writers.forEach(PlainWriter::end);
        return new PostsRow(database.name(), 0, SHAPE.connections(), posts / seconds, 0, beside / posts, 0, 0, 0);
    }
}

package io.confab.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What programs push over HTTP into a room that many hear: each push is committed before it is answered.
 *
 * @param pushers who push at once, each over one connection and one after the other
 * @param perSecond pushes
 * @param micros CPU of the server for a push and its deliveries
 * @param microsBeside CPU of the database for it, where it is a process of its own
 * @param wrong pushes that were refused, and deliveries that came twice, late or not at all
 */
record PushRow(
        String database, int listeners, int pushers, double perSecond, double micros, double microsBeside, long wrong) {

    private static final int LISTENERS = 500;
    private static final int PUSHERS = 16;
    private static final int CONNECTING_AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_UP = Duration.ofMillis(100);
    private static final double NANOS_PER_SECOND = 1e9;

    static PushRow measure(Path folder, Database database) {
        try (var confab = new Confab(folder, database);
                var generator = new Generator(folder)) {
            var plan = confab.plan(new Shape(1, LISTENERS, 0, true));
            generator.open(plan, CONNECTING_AT_ONCE);
            generator.tell("reset");
            var seat = plan.seats().get(0);
            var pushing = new Pushing(confab.port(), seat.room(), String.valueOf(seat.token()));
            pushing.begin();
            Pause.of(Settings.shortWarmUpOfJvm());
            long before = pushing.answered.get();
            long server = confab.cpuMicros();
            long beside = confab.cpuMicrosBeside();
            long begin = System.nanoTime();
            Pause.of(Settings.measured());
            double pushes = pushing.answered.get() - before;
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            server = confab.cpuMicros() - server;
            beside = confab.cpuMicrosBeside() - beside;
            pushing.end();
            return new PushRow(
                    database.name(),
                    LISTENERS,
                    PUSHERS,
                    pushes / seconds,
                    server / pushes,
                    beside / pushes,
                    pushing.refused.get() + wrong(generator, pushing.answered.get() * LISTENERS));
        }
    }

    private static long wrong(Generator generator, long expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var counts = generator.tell("read");
        while (counts.delivered() < expected && System.nanoTime() < end) {
            Pause.of(LOOK_UP);
            counts = generator.tell("read");
        }
        return counts.repeated() + counts.late() + Math.abs(expected - counts.delivered());
    }

    /** Programs that push as fast as they are answered. */
    private static final class Pushing {

        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final AtomicLong numbers = new AtomicLong();
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final ArrayList<Thread> threads = new ArrayList<>();
        private final URI uri;
        private final String token;
        private volatile boolean ending;

        Pushing(int port, String room, String token) {
            this.uri = URI.create("http://127.0.0.1:" + port + "/api/push/rooms/" + room);
            this.token = token;
        }

        void begin() {
            for (int i = 0; i < PUSHERS; i++) {
                var thread = new Thread(this::run, "pusher");
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
        }

        private void run() {
            while (!ending) {
                push();
            }
        }

        private void push() {
            long number = numbers.incrementAndGet();
            var body = "{\"body\":\"" + Dialect.text(number, System.nanoTime()) + "\"}";
            var request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .header("Idempotency-Key", "push " + number)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                (status == 201 ? answered : refused).incrementAndGet();
            } catch (java.io.IOException failure) {
                refused.incrementAndGet();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                ending = true;
            }
        }

        /** Returns when all have their answers. */
        void end() {
            ending = true;
            for (var thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}

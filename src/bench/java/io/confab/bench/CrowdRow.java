package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.confab.bench.Plan.Seat;
import org.jspecify.annotations.Nullable;

/**
 * What many connections cost that say nothing, and how long it takes until all are back after all were cut at once.
 *
 * @param kilobytes growth of the server's resident memory for a connection
 * @param liveKilobytes growth of the live objects in its heap for a connection
 * @param returns of all, one after the other; the first by a server that has seen everybody connect once
 */
record CrowdRow(int connections, double kilobytes, double liveKilobytes, List<Return> returns) {

    private static final int CONNECTIONS = Integer.getInteger("confab.benchmark.crowd", 9000);
    private static final int MEMBERS = 100;
    private static final int FIRST = 300;
    private static final int CONNECTING_AT_ONCE = 100;
    /** Of messages in each room while everybody is away. */
    private static final int POSTED = 3;

    /** So many until the compiler is done. */
    private static final int RETURNS = 5;

    /** A connection and a request of each, and what else a process has open. */
    private static final int FILES = 2 * CONNECTIONS + 500;

    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final String PRESENCE_FRAMES = "confab_presence_frames_total";
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_MILLI = 1000;

    /**
     * @param seconds from the moment when all begin to connect again until the last knows what it missed
     * @param errors connections or requests that failed on the way
     * @param failure the first of them
     * @param milliseconds of the server's CPU for each
     * @param presenceFrames frames about who is here that the server had for its topics and queues, from the cut until all
     *     are shown as back
     */
    record Return(double seconds, long errors, @Nullable String failure, double milliseconds, long presenceFrames) {

        /** Cuts all that are connected. What is posted meanwhile bears this number. */
        static Return measure(Confab confab, Generator generator, List<SignUp.Room> rooms, int number) {
            int connections = generator.tell("read").ready();
            long told = confab.counted(PRESENCE_FRAMES);
            generator.tell("cut");
            postWhileAway(confab, rooms, number);
            long cpu = Usage.cpuMicros(confab.process());
            long begin = System.nanoTime();
            var back = generator.tell("return " + POSTED);
            double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
            double micros = Usage.cpuMicros(confab.process()) - cpu;
            Pause.of(SETTLING);
            return new Return(
                    seconds,
                    Math.max(back.failures(), connections - back.ready()),
                    back.failure(),
                    micros / MICROS_PER_MILLI / connections,
                    confab.counted(PRESENCE_FRAMES) - told);
        }

        private static void postWhileAway(Confab confab, List<SignUp.Room> rooms, int number) {
            for (var room : rooms) {
                for (int i = 0; i < POSTED; i++) {
                    new SignUp(confab.port()).post(room.id(), room.tokens().get(0), "away-" + number + "-" + i);
                }
            }
        }
    }

    Return first() {
        return returns.get(0);
    }

    Return last() {
        return returns.get(returns.size() - 1);
    }

    long errors() {
        return returns.stream().mapToLong(Return::errors).sum();
    }

    static CrowdRow measure(Path folder, Database database) {
        if (Usage.openFilesAllowed() < FILES) {
            throw new IllegalStateException(
                    "It takes " + FILES + " open files in a process: ulimit -n says " + Usage.openFilesAllowed());
        }
        List<SignUp.Room> rooms;
        try (var confab = new Confab(folder, database)) {
            rooms = new SignUp(confab.port()).rooms(Math.max(1, CONNECTIONS / MEMBERS), MEMBERS);
        }
        // Another process, so that what signing up has left in memory does not hide what connections take.
        try (var confab = new Confab(folder, database)) {
            var plan = plan(confab, rooms);
            try (var first = new Generator(folder)) {
                first.open(some(plan), CONNECTING_AT_ONCE);
            }
            Pause.of(SETTLING);
            var before = Memory.of(confab.process());
            try (var generator = new Generator(folder)) {
                int connections = generator.open(plan, CONNECTING_AT_ONCE).ready();
                Pause.of(SETTLING);
                var after = Memory.of(confab.process());
                var returns = new ArrayList<Return>();
                do {
                    returns.add(Return.measure(confab, generator, rooms, returns.size()));
                } while (returns.size() < RETURNS
                        && returns.get(returns.size() - 1).failure() == null);
                return new CrowdRow(
                        connections,
                        (double) (after.resident - before.resident) / connections,
                        (double) (after.live - before.live) / connections,
                        returns);
            }
        }
    }

    /** What the web client subscribes to. */
    private static Plan plan(Confab confab, List<SignUp.Room> rooms) {
        var seats = new ArrayList<Seat>();
        for (var room : rooms) {
            room.tokens().forEach(token -> seats.add(new Seat(token, room.id(), false, true)));
        }
        return confab.plan(
                seats,
                List.of("/user/queue/heads", "/user/queue/direct", "/user/queue/presence", "/topic/rooms/%s/presence"),
                true);
    }

    private static Plan some(Plan plan) {
        return plan.with(plan.seats().subList(0, Math.min(FIRST, plan.seats().size())));
    }

    private record Memory(long resident, long live) {

        /** After a collection; a second one gives back what the first has freed. */
        static Memory of(ProcessHandle process) {
            jcmd(process, "GC.run");
            jcmd(process, "GC.run");
            var used = USED.matcher(jcmd(process, "GC.heap_info"));
            return new Memory(Usage.residentKilobytes(process), used.find() ? Long.parseLong(used.group(1)) : 0);
        }

        private static String jcmd(ProcessHandle process, String command) {
            try {
                var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
                var running = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
                        .redirectErrorStream(true)
                        .start();
                return new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}

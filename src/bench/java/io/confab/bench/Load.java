package io.confab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The load generator, a process of its own. Takes commands, one a line, and answers each with {@link Counts} as one line
 * of JSON. Everything but the taking of commands happens on one thread.
 */
final class Load {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long HEARTBEATS = TimeUnit.SECONDS.toNanos(1);
    private static final long OPENING = TimeUnit.MINUTES.toNanos(5);
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long PROBES = TimeUnit.SECONDS.toNanos(1);

    /** When a post follows on another. */
    private enum Pace {
        NONE,
        /** When all who listen have one more of the posts that are on their way. */
        DELIVERIES,
        /** When the same sender's has its receipt. */
        RECEIPTS
    }

    private final Loop loop = new Loop();
    private final Latencies latencies = new Latencies();
    private final Dialect.Delivery delivery = new Dialect.Delivery();
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Client> senders = new ArrayList<>();
    private Pace pace = Pace.NONE;
    private int window;
    private int opening;
    private int atOnce;
    private int open;
    private int missing;
    private long failures;
    private @Nullable String failure;
    private long now;
    private long beaten;
    private volatile boolean pacing;
    private int turn;

    public static void main(String[] arguments) throws Exception {
        var load = new Load();
        load.loop.everyRound(load::keepUp);
        var thread = new Thread(load.loop, "load");
        thread.setDaemon(true);
        thread.start();
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (var line = commands.readLine(); line != null; line = commands.readLine()) {
            load.carryOut(line.split(" "));
            answers.println(JSON.writeValueAsString(load.counts()));
        }
    }

    private void carryOut(String[] command) throws IOException, InterruptedException {
        switch (command[0]) {
            case "open" -> open(JSON.readValue(Path.of(command[1]), Plan.class), Integer.parseInt(command[2]));
            case "probe" -> probe();
            case "reset" -> await(this::reset);
            case "saturate" -> await(() -> begin(Pace.DELIVERIES, Integer.parseInt(command[1])));
            case "post" -> await(() -> begin(Pace.RECEIPTS, 1));
            case "pace" -> paced(Double.parseDouble(command[1]));
            case "cut" ->
                await(() -> {
                    clients.forEach(Client::leave);
                    open = 0;
                });
            case "return" -> comeBack(Integer.parseInt(command[1]));
            case "clear" -> await(latencies::clear);
            case "read" -> {}
            case "stop" -> stop();
            default -> throw new IllegalArgumentException(command[0]);
        }
    }

    private void open(Plan plan, int connectionsAtOnce) throws InterruptedException {
        for (var seat : plan.seats()) {
            var topic = topics.computeIfAbsent(seat.room(), Topic::new);
            var client = new Client(this, plan, seat, topic, clients.size());
            clients.add(client);
            if (seat.sends()) {
                topic.senders.add(client);
                senders.add(client);
            }
            if (seat.listens()) {
                topic.listeners++;
            }
        }
        await(() -> atOnce = connectionsAtOnce);
        waitFor(() -> open + failures >= clients.size(), OPENING);
    }

    /** Everybody at once, and each has missed so many messages. */
    private void comeBack(int missed) throws InterruptedException {
        await(() -> {
            missing = missed;
            opening = 0;
            atOnce = clients.size();
        });
        waitFor(() -> open + failures >= clients.size(), OPENING);
    }

    /** Where there are no receipts for subscriptions: posts until everybody heard something. */
    private void probe() throws InterruptedException {
        for (var round = 0; round < 60; round++) {
            await(() -> topics.values().forEach(topic -> topic.nextSender().post(System.nanoTime())));
            LockSupport.parkNanos(PROBES);
            if (ask(() -> clients.stream().filter(client -> !client.heard()).count()) == 0) {
                return;
            }
        }
    }

    private void reset() {
        clients.forEach(Client::reset);
        topics.values().forEach(Topic::reset);
        latencies.clear();
    }

    private void begin(Pace next, int posts) {
        pace = next;
        window = posts;
        if (next == Pace.RECEIPTS) {
            senders.forEach(sender -> sender.post(System.nanoTime()));
        }
    }

    /** Posts at fixed moments, whatever the server does; a post that is sent late counts from when it was due. */
    private void paced(double perSecond) {
        pacing = true;
        double interval = 1e9 / perSecond;
        long begin = System.nanoTime();
        var pacer = new Thread(
                () -> {
                    for (long i = 0; pacing; i++) {
                        long due = begin + (long) (i * interval);
                        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        loop.execute(() -> {
                            turn = (turn + 1) % senders.size();
                            senders.get(turn).post(due);
                        });
                    }
                },
                "pacer");
        pacer.setDaemon(true);
        pacer.start();
    }

    /** Returns when everything that was posted has come, or nothing comes any more. */
    private void stop() throws InterruptedException {
        pacing = false;
        await(() -> pace = Pace.NONE);
        long before = -1;
        long progress = System.nanoTime();
        while (System.nanoTime() - progress < SILENCE && ask(this::outstanding) > 0) {
            long come = ask(() -> sum(topic -> topic.delivered + topic.acknowledged));
            if (come != before) {
                before = come;
                progress = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private long outstanding() {
        return sum(topic -> Math.max(topic.lost(), topic.acknowledged > 0 ? topic.inFlight() : 0));
    }

    /** After each round of the loop. */
    private void keepUp() {
        for (; opening < clients.size() && opening - open - failures < atOnce; opening++) {
            clients.get(opening).connect();
        }
        if (pace == Pace.DELIVERIES) {
            for (var topic : topics.values()) {
                while (topic.inFlight() < window) {
                    topic.nextSender().post(System.nanoTime());
                }
            }
        }
        long time = System.nanoTime();
        if (time - beaten > HEARTBEATS) {
            beaten = time;
            clients.forEach(client -> client.beat(time));
        }
    }

    private Counts counts() throws InterruptedException {
        var counts = new Counts[1];
        await(() -> counts[0] = new Counts(
                System.nanoTime(),
                open,
                sum(topic -> topic.sent),
                sum(topic -> topic.acknowledged),
                sum(topic -> topic.refused),
                sum(topic -> topic.delivered),
                sum(topic -> topic.repeated),
                sum(topic -> topic.late),
                sum(Topic::lost),
                failures,
                failure,
                latencies.percentile(0.5),
                latencies.percentile(0.99),
                latencies.max()));
        return counts[0];
    }

    private long sum(ToLongFunction<Topic> count) {
        return topics.values().stream().mapToLong(count).sum();
    }

    private void await(Runnable task) throws InterruptedException {
        var done = new CountDownLatch(1);
        loop.execute(() -> {
            task.run();
            done.countDown();
        });
        done.await();
    }

    private long ask(java.util.function.LongSupplier question) throws InterruptedException {
        var answer = new long[1];
        await(() -> answer[0] = question.getAsLong());
        return answer[0];
    }

    private void waitFor(java.util.function.BooleanSupplier condition, long nanos) throws InterruptedException {
        long begin = System.nanoTime();
        while (ask(() -> condition.getAsBoolean() ? 1 : 0) == 0 && System.nanoTime() - begin < nanos) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    // What the clients tell, on the loop's thread.

    Loop loop() {
        return loop;
    }

    Dialect.Delivery delivery() {
        return delivery;
    }

    void tick() {
        now = System.nanoTime();
    }

    void latency(long sentAt) {
        if (pace != Pace.RECEIPTS) {
            latencies.record(now - sentAt);
        }
    }

    void acknowledged(Client sender, long sentAt) {
        if (pace == Pace.RECEIPTS) {
            latencies.record(now - sentAt);
            sender.post(now);
        }
    }

    void refused(String frame) {
        if (failure == null) {
            failure = frame;
        }
    }

    /** How many messages each has to find that comes back. */
    int missing() {
        return missing;
    }

    void ready() {
        open++;
    }

    void gone() {
        open--;
    }

    void failed(String reason) {
        failures++;
        if (failure == null) {
            failure = reason;
        }
    }
}

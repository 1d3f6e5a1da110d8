package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.confab.Ports;
import io.confab.bench.Plan.Seat;

/** Confab as it is shipped, in a process of its own. */
final class Confab implements Target {

    static final Path JAR = Path.of("target", "confab.jar");
    private static final String HEAP = "-Xmx1g";

    private final Database database;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final Program program;

    Confab(Path folder, Database database, String... settings) {
        this(JAR, folder, database, settings);
    }

    Confab(Path jar, Path folder, Database database, String... settings) {
        this.database = database;
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there: mvn package makes it");
        }
        var flags = new ArrayList<>(List.of(HEAP));
        flags.addAll(Settings.flags());
        var arguments = new ArrayList<>(List.of(
                "-jar",
                jar.toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--confab.accounts.password-strength=4",
                "--confab.limits.enabled=false"));
        arguments.addAll(database.settings());
        arguments.addAll(List.of(settings));
        this.program = Program.start(new ProcessBuilder(Program.java(flags, arguments)), folder.resolve("confab.log"))
                .listening(port);
    }

    int port() {
        return port;
    }

    ProcessHandle process() {
        return program.handle();
    }

    /** What the server counts under this name by now; 0 if it has counted nothing. */
    long counted(String meter) {
        try {
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines());
            return answer.body()
                    .filter(line -> line.startsWith(meter))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public String name() {
        return "Confab, " + database.name();
    }

    @Override
    public Plan plan(Shape shape) {
        return plan(new SignUp(port).rooms(shape.rooms(), shape.members()), shape);
    }

    private Plan plan(List<SignUp.Room> rooms, Shape shape) {
        var seats = new ArrayList<Seat>();
        for (var room : rooms) {
            for (int i = 0; i < shape.members(); i++) {
                seats.add(new Seat(room.tokens().get(i), room.id(), i < shape.senders(), shape.listen()));
            }
        }
        return plan(seats, List.of(), false);
    }

    Plan plan(List<Seat> seats, List<String> also, boolean sync) {
        return plan(Dialect.CONFAB, "/topic/rooms/%s", seats, also, sync);
    }

    /** All of them hear a feed. */
    Plan feed(String name, List<Seat> seats) {
        return plan(Dialect.FEED, "/topic/feeds/" + name, seats, List.of(), false);
    }

    private Plan plan(Dialect dialect, String listenTo, List<Seat> seats, List<String> also, boolean sync) {
        return new Plan(
                dialect, port, "/ws", null, "127.0.0.1", "/app/rooms/%s/post", listenTo, 10_000, also, sync, seats);
    }

    @Override
    public long cpuMicros() {
        return Usage.cpuMicros(program.handle());
    }

    @Override
    public long cpuMicrosBeside() {
        return database.cpuMicros();
    }

    @Override
    public String beside() {
        return database.runsBeside() ? database.name() : "";
    }

    @Override
    public void close() {
        program.close();
    }
}

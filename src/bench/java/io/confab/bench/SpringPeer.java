package io.confab.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.confab.bench.Plan.Seat;

/** An application of Spring's own brokers, in a process of its own, with as much memory as Confab. */
final class SpringPeer implements Target {

    private static final List<String> FLAGS = List.of("-Xmx512m");

    private final String name;
    private final int port = Program.freePort();
    private final Program program;

    SpringPeer(Path folder, String name, Class<?> application, String... settings) {
        this.name = name;
        var arguments = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                // Not Confab's settings, which are on the class path too.
                "--spring.config.name=peer"));
        arguments.addAll(List.of(settings));
        program = Program.start(
                        new ProcessBuilder(Program.java(FLAGS, application, arguments)), folder.resolve("peer.log"))
                .listening(port);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Plan plan(Shape shape) {
        return plan(shape, port, "/ws", null, "127.0.0.1", "/app/rooms.%s");
    }

    /** Rooms need not be made where there are none: their names are enough. */
    static Plan plan(
            Shape shape,
            int port,
            String path,
            @org.jspecify.annotations.Nullable String login,
            String host,
            String sendTo) {
        var seats = new ArrayList<Seat>();
        for (int room = 1; room <= shape.rooms(); room++) {
            for (int i = 0; i < shape.members(); i++) {
                seats.add(new Seat(null, Integer.toString(room), i < shape.senders(), shape.listen()));
            }
        }
        return new Plan(
                Dialect.PLAIN, port, path, login, host, sendTo, "/topic/rooms.%s", 10_000, List.of(), false, seats);
    }

    @Override
    public long cpuMicros() {
        return Usage.cpuMicros(program.handle());
    }

    @Override
    public void close() {
        program.close();
    }
}

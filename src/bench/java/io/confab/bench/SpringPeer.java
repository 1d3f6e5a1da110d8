package io.confab.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.confab.Ports;
import io.confab.bench.Plan.Seat;
import org.jspecify.annotations.Nullable;

/** An application of Spring's own brokers, in a process of its own, with as much memory as Confab. */
final class SpringPeer implements Target {

    private static final List<String> FLAGS = List.of("-Xmx1g");

    private final String name;
    private final @Nullable Broker broker;
    private final int port = Ports.free();
    private final Program program;

    private SpringPeer(Path folder, String name, @Nullable Broker broker) {
        this.name = name;
        this.broker = broker;
        var arguments = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                // Not Confab's settings, which are on the class path too.
                "--spring.config.name=peer"));
        if (broker != null) {
            arguments.add("--broker=" + broker.brokerPort());
        }
        program = Program.start(
                        new ProcessBuilder(Program.java(FLAGS, PeerApplication.class, arguments)),
                        folder.resolve("peer.log"))
                .listening(port);
    }

    static SpringPeer simpleBroker(Path folder) {
        return new SpringPeer(folder, "Spring's simple broker", null);
    }

    static SpringPeer stockRelay(Path folder, Broker broker) {
        return new SpringPeer(folder, "Spring's stock relay to " + broker.brokerName(), broker);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Plan plan(Shape shape) {
        return plan(shape, port, null, "127.0.0.1", "/app/rooms.%s");
    }

    /** Rooms need not be made where there are none: their names are enough. */
    static Plan plan(Shape shape, int port, @Nullable String login, String host, String sendTo) {
        var seats = new ArrayList<Seat>();
        for (int room = 1; room <= shape.rooms(); room++) {
            for (int i = 0; i < shape.members(); i++) {
                seats.add(new Seat(null, Integer.toString(room), i < shape.senders(), shape.listen()));
            }
        }
        return new Plan(
                Dialect.PLAIN, port, "/ws", login, host, sendTo, "/topic/rooms.%s", 10_000, List.of(), false, seats);
    }

    @Override
    public long cpuMicros() {
        return Usage.cpuMicros(program.handle());
    }

    @Override
    public long cpuMicrosBeside() {
        return broker == null ? 0 : broker.cpuMicros();
    }

    @Override
    public String beside() {
        return broker == null ? "" : broker.brokerName();
    }

    @Override
    public void close() {
        program.close();
    }
}

package io.confab.bench;

import java.nio.file.Path;
import java.util.List;

import io.confab.Ports;

/** The process of {@link ArtemisPeer}. */
final class Artemis implements Broker {

    private final int port = Ports.free();
    private final Program program;

    Artemis(Path folder) {
        var command = Program.java(
                List.of("-Xmx1g", "-Dlogging.level.root=WARN"), ArtemisPeer.class, List.of(Integer.toString(port)));
        program = Program.start(new ProcessBuilder(command), folder.resolve("artemis.log"))
                .listening(port);
    }

    @Override
    public String brokerName() {
        return "Artemis";
    }

    @Override
    public int brokerPort() {
        return port;
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

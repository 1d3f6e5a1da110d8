package io.confab.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/** The load generator's process, {@link Load}, as whoever commands it sees it. */
final class Generator implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private final Path folder;
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;

    Generator(Path folder) {
        this.folder = folder;
        try {
            process = new ProcessBuilder(Program.java(FLAGS, Load.class, List.of()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("load.log").toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Opens these connections, so many at once. */
    Counts open(Plan plan, int atOnce) {
        var file = folder.resolve("plan.json");
        try {
            Files.writeString(file, JSON.writeValueAsString(plan));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var counts = tell("open " + file + " " + atOnce);
        if (counts.failures() > 0 || counts.ready() < plan.seats().size()) {
            throw new IllegalStateException("Not everybody could connect: " + counts);
        }
        return counts;
    }

    Counts tell(String command) {
        try {
            commands.write(command);
            commands.newLine();
            commands.flush();
            var answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException(
                        "The load generator ended: " + Files.readString(folder.resolve("load.log")));
            }
            return JSON.readValue(answer, Counts.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    long cpuMicros() {
        return Usage.cpuMicros(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
    }
}

package io.confab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A program of the examples or the documents, in a process of its own, as somebody would run it. */
final class Program implements AutoCloseable {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** With what the server's jar brings on the class path. */
    static final List<String> SINGLE_FILE_JAVA =
            List.of(JAVA, "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", System.getProperty("java.class.path"));

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Program(Path folder, Map<String, String> environment, List<String> command) {
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("errors.log").toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var reading = new Thread(this::read, "output of a program");
        reading.setDaemon(true);
        reading.start();
    }

    private void read() {
        try (var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            // It was killed.
        }
    }

    List<String> lines() {
        return lines;
    }

    /** The code that it ended with. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The program did not end");
        }
        return process.exitValue();
    }

    /** As {@code kill -9} does it. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** How Node runs a file, with stompjs at hand in the folder; where there is no Node the test is skipped. */
    static List<String> node(Path folder) throws IOException {
        var version = version("node");
        Assumptions.assumeTrue(version != null, "Skipped: there is no node on the path");
        var modules = Path.of("frontend/node_modules").toAbsolutePath();
        Assumptions.assumeTrue(
                Files.isDirectory(modules.resolve("@stomp/stompjs")), "Skipped: the client is not installed (npm ci)");
        Files.createSymbolicLink(folder.resolve("node_modules"), modules);
        return version.startsWith("v20.") ? List.of("node", "--experimental-websocket") : List.of("node");
    }

    /** Skips the test where the command is not at hand. */
    static String require(String command) {
        Assumptions.assumeTrue(version(command) != null, "Skipped: there is no " + command + " on the path");
        return command;
    }

    private static @Nullable String version(String command) {
        try {
            var process = new ProcessBuilder(command, "--version")
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? said : null;
        } catch (IOException missing) {
            System.out.println("There is no " + command + " on the path: what needs it is skipped.");
            return null;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}

package io.confab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** A server in a process of its own, which can be killed, on a database that stays. */
final class ServerProcess implements AutoCloseable {

    /** Passwords that cost little, and no limits to what one client may do. */
    static final List<String> FOR_TESTS =
            List.of("--confab.accounts.password-strength=4", "--confab.limits.enabled=false");

    static final Duration LONGEST_START = Duration.ofSeconds(120);

    private final Path folder;
    private final List<String> settings;
    private final int port = Ports.free();
    private Process process;

    /** On a file of H2. */
    ServerProcess(Path folder) {
        this(
                folder,
                Stream.concat(
                                FOR_TESTS.stream(),
                                Stream.of("--spring.datasource.url=jdbc:h2:file:" + folder.resolve("confab")
                                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"))
                        .toList());
    }

    /** @param settings at least where its database is */
    ServerProcess(Path folder, List<String> settings) {
        this.folder = folder;
        this.settings = settings;
        this.process = launch();
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /** As {@code kill -9} does it: no shutdown hook, nothing flushed. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill} does it: the server is asked to stop. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    /** As a machine that sleeps: it does nothing and says nothing, and its connections stay open. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + signal + " answered " + code);
            }
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError("No signal was sent", failure);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    void startAgain() {
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.concat(
                        Stream.of(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ConfabApplication.class.getName(),
                                "--server.address=127.0.0.1",
                                "--server.port=" + port,
                                "--management.server.port=0"),
                        settings.stream())
                .toList();
        try {
            var started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("server.log").toFile()))
                    .start();
            Awaitility.await()
                    .atMost(LONGEST_START)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> answers(started));
            return started;
        } catch (IOException failure) {
            throw new AssertionError("The server did not start", failure);
        }
    }

    private boolean answers(Process started) {
        if (!started.isAlive()) {
            throw new AssertionError("The server ended at its start: see " + folder.resolve("server.log"));
        }
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/session"))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError("Interrupted", interrupted);
        }
    }

    /** Returns once it has ended. */
    void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("The server did not end");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError("Interrupted", interrupted);
        }
    }
}

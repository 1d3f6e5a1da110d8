package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.confab.Ports;
import org.jspecify.annotations.Nullable;

/** RabbitMQ, where it is installed: a node of its own beside any other, with STOMP over TCP and over WebSocket. */
final class Rabbit implements Target, Broker {

    /** Debian's. The script on the path drops to the user of the package, which may not write into our folder. */
    private static final List<Path> SERVERS =
            List.of(Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"), Path.of("/usr/local/sbin/rabbitmq-server"));

    private static final List<Path> LIBRARIES =
            List.of(Path.of("/usr/lib/rabbitmq/lib"), Path.of("/usr/local/lib/rabbitmq/lib"));

    private final int port = Ports.free();
    private final int webPort = Ports.free();
    private final Program program;

    Rabbit(Path parent) {
        try {
            var everybody = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
            var folder = parent.resolve("rabbit").toAbsolutePath();
            for (var part : List.of("mnesia", "log", "home")) {
                Files.createDirectories(folder.resolve(part), everybody);
            }
            program = Program.start(process(folder), folder.resolve("rabbit.out"))
                    .listening(port)
                    .listening(webPort);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ProcessBuilder process(Path folder) throws IOException {
        var configuration = Files.writeString(folder.resolve("rabbitmq.conf"), """
                listeners.tcp = none
                stomp.listeners.tcp.1 = 127.0.0.1:%d
                web_stomp.tcp.ip = 127.0.0.1
                web_stomp.tcp.port = %d
                loopback_users = none
                """.formatted(port, webPort));
        var plugins = Files.writeString(folder.resolve("enabled_plugins"), "[rabbitmq_stomp,rabbitmq_web_stomp].");
        var builder = new ProcessBuilder(installed(SERVERS, "").toString());
        var environment = builder.environment();
        environment.put("RABBITMQ_NODENAME", "confab-benchmark-" + port + "@localhost");
        environment.put("RABBITMQ_CONFIG_FILE", configuration.toString());
        environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString());
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(Ports.free()));
        environment.put("HOME", folder.resolve("home").toString());
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-kernel inet_dist_use_interface {127,0,0,1} -setcookie confab-" + port);
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        return builder;
    }

    /** Why it cannot be measured here; null if it can. */
    static @Nullable String missing() {
        return SERVERS.stream().anyMatch(Files::isExecutable) ? null : "RabbitMQ is not installed";
    }

    /** As its folder of libraries names it; empty if that tells nothing. */
    static String version() {
        for (var library : LIBRARIES) {
            try (var versions = Files.list(library)) {
                return versions.map(version -> version.getFileName().toString())
                        .filter(name -> name.startsWith("rabbitmq_server-"))
                        .map(name -> name.substring("rabbitmq_server-".length()))
                        .findFirst()
                        .orElse("");
            } catch (IOException notThere) {
                // The next, then.
            }
        }
        return "";
    }

    private static Path installed(List<Path> candidates, String otherwise) {
        return candidates.stream().filter(Files::isExecutable).findFirst().orElse(Path.of(otherwise));
    }

    @Override
    public String name() {
        return "RabbitMQ's own Web STOMP";
    }

    @Override
    public String brokerName() {
        return "RabbitMQ";
    }

    @Override
    public int brokerPort() {
        return port;
    }

    @Override
    public Plan plan(Shape shape) {
        return SpringPeer.plan(shape, webPort, "guest", "/", "/topic/rooms.%s");
    }

    @Override
    public long cpuMicros() {
        return Usage.cpuMicros(program.handle());
    }

    @Override
    public boolean onJvm() {
        return false;
    }

    @Override
    public void close() {
        program.close();
    }
}

package io.confab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** RabbitMQ, where it is installed, as a process of its own beside any other. */
final class RabbitBroker implements TestBroker {

    /** Debian's. The script on the path drops to the user of the package, which may not write into our folder. */
    private static final List<Path> SERVERS =
            List.of(Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"), Path.of("/usr/local/sbin/rabbitmq-server"));

    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = Ports.free();
    private final int distributionPort = Ports.free();
    private final String node = "confab-" + port + "@localhost";
    private @Nullable Process process;

    RabbitBroker(Path folder) {
        this.folder = folder;
    }

    static boolean isInstalled() {
        return SERVERS.stream().anyMatch(Files::isExecutable);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() {
        try {
            launch();
        } catch (IOException failure) {
            throw new AssertionError("RabbitMQ did not start", failure);
        }
        Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> answers());
    }

    private void launch() throws IOException {
        var everybody = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var part : List.of("mnesia", "log", "home")) {
            if (!Files.exists(folder.resolve(part))) {
                Files.createDirectories(folder.resolve(part), everybody);
            }
        }
        var configuration = Files.writeString(folder.resolve("rabbitmq.conf"), """
                listeners.tcp = none
                stomp.listeners.tcp.1 = 127.0.0.1:%d
                loopback_users = none
                """.formatted(port));
        var plugins = Files.writeString(folder.resolve("enabled_plugins"), "[rabbitmq_stomp].");
        var server = SERVERS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        var builder = new ProcessBuilder(server.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("rabbitmq.out").toFile()));
        var environment = builder.environment();
        environment.put("RABBITMQ_NODENAME", node);
        environment.put("RABBITMQ_CONFIG_FILE", configuration.toString());
        environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString());
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(distributionPort));
        environment.put("HOME", folder.resolve("home").toString());
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-kernel inet_dist_use_interface {127,0,0,1} -setcookie confab-" + port);
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        process = builder.start();
    }

    private boolean answers() {
        if (process == null || !process.isAlive()) {
            throw new AssertionError("RabbitMQ ended at its start: " + output());
        }
        return isListening();
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("rabbitmq.out"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** The server is a child of the script. */
    @Override
    public void stop() {
        var stopping = process;
        if (stopping == null) {
            return;
        }
        process = null;
        stopping.descendants().forEach(ProcessHandle::destroyForcibly);
        stopping.destroyForcibly();
        Awaitility.await().atMost(START).until(() -> !stopping.isAlive() && !isListening());
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}

package io.confab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.LoggerFactory;

/** A cluster to look at: two nodes in processes of their own, with what the tests use as database and broker. */
final class TwoNodes {

    private final Path folder;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private TwoNodes(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        var cluster = new TwoNodes(Files.createTempDirectory("confab-two-nodes"));
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop, "stop"));
        cluster.start();
        Thread.currentThread().join();
    }

    private void start() throws Exception {
        var kind = RabbitBroker.isInstalled() ? TestBroker.Kind.RABBITMQ : TestBroker.Kind.ARTEMIS;
        var broker = kind.create(Files.createDirectory(folder.resolve("broker")));
        running.push(broker);
        broker.start();
        var database = EmbeddedPostgres.start();
        running.push(database);
        var settings = RelayCluster.shared(database, broker.port());
        var one = node("one", settings);
        var two = node("two", settings);
        System.out.printf("""

                Two nodes of Confab, PostgreSQL and %s.

                    http://127.0.0.1:%d    process %d
                    http://127.0.0.1:%d    process %d

                Sign up at each of them, in two browsers, and meet in a room. Then kill a process, or the broker.
                Logs and data: %s. Ctrl+C ends all of it.
                %n""", kind, one.port(), one.pid(), two.port(), two.pid(), folder);
    }

    private ServerProcess node(String name, List<String> settings) throws Exception {
        var node = new ServerProcess(Files.createDirectory(folder.resolve(name)), settings);
        running.push(node);
        return node;
    }

    private void stop() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception ended) {
                System.err.println(ended);
            }
        }
    }
}

package io.confab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Two nodes in this process, PostgreSQL, a broker, and a network in between that can be made to fail. */
final class RelayCluster implements AutoCloseable {

    private final TestBroker.Kind kind;
    private final TestBroker broker;
    private final BrokerProxy network;
    private @Nullable EmbeddedPostgres database;
    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

    RelayCluster(TestBroker.Kind kind) {
        this.kind = kind;
        try {
            this.broker = kind.create(Files.createTempDirectory("broker"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        this.network = new BrokerProxy(broker.port());
    }

    void start() {
        kind.require();
        broker.start();
        try {
            database = EmbeddedPostgres.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        nodes.add(node(database));
        nodes.add(node(database));
        heal();
    }

    private ConfigurableApplicationContext node(EmbeddedPostgres database) {
        var settings = Stream.of(
                        ServerProcess.FOR_TESTS,
                        shared(database, network.port()),
                        List.of(
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--management.server.port=-1",
                                "--logging.level.org.apache.activemq=off"))
                .flatMap(List::stream);
        return new SpringApplicationBuilder(ConfabApplication.class).run(settings.toArray(String[]::new));
    }

    /** What makes a server a node of those that share this database and this broker. */
    static List<String> shared(EmbeddedPostgres database, int broker) {
        return List.of(
                "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--confab.relay.host=127.0.0.1",
                "--confab.relay.port=" + broker,
                "--confab.relay.login=guest",
                "--confab.relay.passcode=guest");
    }

    /** The port of the one node. */
    int left() {
        return port(0);
    }

    /** The port of the other. */
    int right() {
        return port(1);
    }

    private int port(int node) {
        var server = ((ServletWebServerApplicationContext) nodes.get(node)).getWebServer();
        return Objects.requireNonNull(server).getPort();
    }

    /** The one node's parts. */
    <T> T ofLeft(Class<T> part) {
        return nodes.get(0).getBean(part);
    }

    TestBroker broker() {
        return broker;
    }

    BrokerProxy network() {
        return network;
    }

    /** Ends what the network does, and returns once both nodes hear each other. */
    void heal() {
        network.silence(false);
        network.delay(0);
        network.meddle(null);
        network.refuse(false);
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> nodes.stream().allMatch(RelayCluster::hears));
    }

    private static boolean hears(ConfigurableApplicationContext node) {
        return gauge(node, "confab.relay.connected") == 1;
    }

    private static double gauge(ConfigurableApplicationContext node, String name) {
        return node.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    /** What each node shows as the seconds from it to the broker and back. */
    List<Double> lags() {
        return nodes.stream().map(node -> gauge(node, "confab.relay.lag")).toList();
    }

    /** How often the nodes read in the database what they missed. */
    double gapsRead() {
        return nodes.stream()
                .mapToDouble(node -> node.getBean(MeterRegistry.class)
                        .counter("confab.gaps.read")
                        .count())
                .sum();
    }

    @Override
    public void close() {
        nodes.forEach(ConfigurableApplicationContext::close);
        network.close();
        broker.close();
        if (database != null) {
            try {
                database.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @Override
    public String toString() {
        return kind.name();
    }
}

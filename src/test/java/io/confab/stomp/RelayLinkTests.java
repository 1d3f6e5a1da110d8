package io.confab.stomp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.simp.stomp.ReactorNettyTcpStompClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class RelayLinkTests {

    private static final String CONNECTED = "CONNECTED\nversion:1.2\nheart-beat:0,0\n\n\0";
    private static final String ERROR = "ERROR\nmessage:Server cancelled subscription\n\n\0";

    /** RabbitMQ does so when it ends a subscription. */
    @Test
    void leavesABrokerThatSendsAnErrorAndKeepsTheConnection() throws Exception {
        var sockets = new ArrayList<Socket>();
        var lost = new AtomicInteger();
        try (var broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var client = new ReactorNettyTcpStompClient("127.0.0.1", broker.getLocalPort());
            var scheduler = new ThreadPoolTaskScheduler();
            scheduler.initialize();
            var settings = new RelaySettings(
                    "127.0.0.1",
                    broker.getLocalPort(),
                    "",
                    "",
                    "/",
                    false,
                    null,
                    Duration.ofSeconds(2),
                    DataSize.ofMegabytes(1));
            var link = new RelayLink("tests", client, settings, scheduler, session -> {}, lost::incrementAndGet);
            try {
                var accepting = CompletableFuture.runAsync(() -> serve(broker, sockets, List.of(CONNECTED, ERROR)))
                        .thenRun(() -> serve(broker, sockets, List.of(CONNECTED)));
                link.connect();

                Awaitility.await().until(accepting::isDone);
                assertThat(accepting).isCompleted();
                assertThat(lost).hasValue(1);
                Awaitility.await().until(() -> link.session() != null);
            } finally {
                link.stop();
                client.shutdown();
                scheduler.shutdown();
                for (var socket : sockets) {
                    socket.close();
                }
            }
        }
    }

    private static void serve(ServerSocket broker, List<Socket> sockets, List<String> frames) {
        try {
            var socket = broker.accept();
            sockets.add(socket);
            socket.getInputStream().read(); // of its CONNECT
            for (var frame : frames) {
                socket.getOutputStream().write(frame.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

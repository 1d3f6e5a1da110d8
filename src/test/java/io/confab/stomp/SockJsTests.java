package io.confab.stomp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import org.springframework.web.socket.sockjs.client.RestTemplateXhrTransport;
import org.springframework.web.socket.sockjs.client.SockJsClient;
import org.springframework.web.socket.sockjs.client.Transport;
import org.springframework.web.socket.sockjs.client.WebSocketTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Over SockJS, with Spring's own client: the same contract through the same queue. */
@SpringBootTest(
        classes = StompTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:sockjs",
            "spring.flyway.enabled=false",
            "spring.jpa.hibernate.ddl-auto=none",
            "spring.session.jdbc.initialize-schema=embedded",
            "confab.allowed-origins=https://chat.example"
        })
class SockJsTests {

    @LocalServerPort
    int port;

    @Autowired
    Broadcaster broadcaster;

    @Test
    void carriesAConversationOverXhr() throws Exception {
        converse("1", new RestTemplateXhrTransport());
    }

    /** SockJS frames what it sends over WebSocket too. */
    @Test
    void carriesAConversationOverItsOwnWebSocket() throws Exception {
        converse("2", new WebSocketTransport(new StandardWebSocketClient(roomyContainer())));
    }

    /** Tomcat's client takes messages of 8 KiB unless told otherwise, and JSON in a JSON string is longer. */
    private static WebSocketContainer roomyContainer() {
        var container = ContainerProvider.getWebSocketContainer();
        container.setDefaultMaxTextMessageBufferSize(64 * 1024);
        return container;
    }

    private void converse(String id, Transport transport) throws Exception {
        var stream = Destination.topic("streams", id);
        var session = connect("10000", transport);
        var received = new LinkedBlockingQueue<Map<String, Object>>();
        subscribe(session, stream.toString(), received);
        for (long rev = 1; rev <= 300; rev++) {
            broadcaster.publish(List.of(new NumberedEvent(stream, rev - 1, rev, Map.of("rev", rev))));
        }
        var revs = new ArrayList<Object>();
        for (int i = 0; i < 300; i++) {
            var event = received.poll(10, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            revs.add(event.get("rev"));
        }
        assertThat(revs)
                .isEqualTo(
                        java.util.stream.IntStream.rangeClosed(1, 300).boxed().toList());
        session.disconnect();
    }

    /** Without a WebSocket ping, a client that promises nothing could be dead for ever. */
    @Test
    void refusesAClientThatSendsNoHeartBeats() {
        assertThatThrownBy(() -> connect("0", new RestTemplateXhrTransport())).isInstanceOf(ExecutionException.class);
    }

    @Test
    void admitsTheAllowedOriginsOnly() throws Exception {
        assertThat(info("https://chat.example").statusCode()).isEqualTo(200);
        assertThat(info("https://evil.example").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> info(String origin) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sockjs/info"))
                                .header("Origin", origin)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private StompSession connect(String heartbeat, Transport transport) throws Exception {
        var client = new WebSocketStompClient(new SockJsClient(List.of(transport)));
        client.setMessageConverter(new JacksonJsonMessageConverter());
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setDaemon(true);
        scheduler.afterPropertiesSet();
        client.setTaskScheduler(scheduler);
        var headers = new StompHeaders();
        headers.add("Authorization", "Bearer 1");
        headers.set("heart-beat", heartbeat + ",10000");
        var refused = new CompletableFuture<StompSession>();
        var connecting = client.connectAsync(
                "http://127.0.0.1:" + port + "/sockjs",
                new WebSocketHttpHeaders(),
                headers,
                new StompSessionHandlerAdapter() {
                    @Override
                    public void handleFrame(StompHeaders headers, @Nullable Object payload) {
                        refused.completeExceptionally(
                                new IllegalStateException(String.valueOf(headers.getFirst("code"))));
                    }

                    @Override
                    public void handleTransportError(StompSession session, Throwable failure) {
                        refused.completeExceptionally(new IllegalStateException(failure.toString()));
                    }
                });
        return (StompSession) CompletableFuture.anyOf(connecting, refused).get(10, TimeUnit.SECONDS);
    }

    private static void subscribe(StompSession session, String destination, BlockingQueue<Map<String, Object>> received)
            throws Exception {
        session.setAutoReceipt(true);
        var live = new CompletableFuture<Void>();
        session.subscribe(destination, new StompFrameHandler() {
                    @Override
                    public Class<?> getPayloadType(StompHeaders headers) {
                        return Map.class;
                    }

                    @Override
                    @SuppressWarnings("unchecked")
                    public void handleFrame(StompHeaders headers, @Nullable Object payload) {
                        received.add((Map<String, Object>) Objects.requireNonNull(payload));
                    }
                })
                .addReceiptTask(() -> live.complete(null));
        live.get(10, TimeUnit.SECONDS);
    }
}

package io.confab.stomp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/** SockJS has close codes of its own, and over XHR nothing that closes: who vanished and who left is told apart. */
@SpringBootTest(
        classes = StompTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:sockjs-ending",
            "spring.flyway.enabled=false",
            "spring.jpa.hibernate.ddl-auto=none",
            "spring.session.jdbc.initialize-schema=embedded"
        })
@Import(SockJsEndingTests.Endings.class)
class SockJsEndingTests {

    private static final String CONNECT =
            "[\"CONNECT\\naccept-version:1.2\\nhost:here\\nheart-beat:10000,10000\\nAuthorization:Bearer 1\\n\\n\\u0000\"]";
    private static final String DISCONNECT = "[\"DISCONNECT\\n\\n\\u0000\"]";

    @LocalServerPort
    int port;

    @Autowired
    Endings endings;

    private final HttpClient http = HttpClient.newHttpClient();

    static class Endings {
        final BlockingQueue<SessionEnded> ended = new LinkedBlockingQueue<>();

        @EventListener
        void on(SessionEnded event) {
            ended.add(event);
        }

        boolean nextSaysGoodBye() throws InterruptedException {
            var next = ended.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("the end of the session").isNotNull();
            return next.goodBye();
        }
    }

    @BeforeEach
    void nobodyIsThere() {
        assertThat(endings.ended).isEmpty();
    }

    @Test
    void whoDisconnectsOverXhrSaysGoodBye() throws Exception {
        connectOverXhr("leaves");
        post("leaves/xhr_send", DISCONNECT);
        assertThat(endings.nextSaysGoodBye()).isTrue();
    }

    /** The session is given up because nobody polls, with a code that says "Go away!". */
    @Test
    void whoNeverPollsAgainHasVanished() throws Exception {
        connectOverXhr("vanishes");
        assertThat(endings.nextSaysGoodBye()).isFalse();
    }

    @Test
    void whoseWebSocketBreaksHasVanished() throws Exception {
        var socket = connectOverWebSocket("breaks");
        socket.abort();
        assertThat(endings.nextSaysGoodBye()).isFalse();
    }

    @Test
    void whoClosesTheWebSocketSaysGoodBye() throws Exception {
        var socket = connectOverWebSocket("closes");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        assertThat(endings.nextSaysGoodBye()).isTrue();
    }

    private void connectOverXhr(String session) throws Exception {
        assertThat(post(session + "/xhr", "")).isEqualTo("o\n");
        post(session + "/xhr_send", CONNECT);
        assertThat(post(session + "/xhr", "")).contains("CONNECTED");
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sockjs/000/" + path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isBetween(200, 204);
        return answer.body();
    }

    private WebSocket connectOverWebSocket(String session) throws Exception {
        var connected = new CompletableFuture<Void>();
        var socket = http.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/sockjs/000/" + session + "/websocket"),
                        new WebSocket.Listener() {
                            private final StringBuilder received = new StringBuilder();

                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                                if (received.append(data).indexOf("CONNECTED") >= 0) {
                                    connected.complete(null);
                                }
                                from.request(1);
                                return CompletableFuture.completedStage(null);
                            }
                        })
                .get(10, TimeUnit.SECONDS);
        socket.sendText(CONNECT, true).get(10, TimeUnit.SECONDS);
        connected.get(10, TimeUnit.SECONDS);
        return socket;
    }
}

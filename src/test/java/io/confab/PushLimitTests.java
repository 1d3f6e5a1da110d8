package io.confab;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.confab.People.Answer;
import io.confab.People.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static io.confab.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/** How much programs may push, at a real server: docs/protocol.md, "Pushing". */
@ServerTest
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:push-limits;DB_CLOSE_DELAY=-1",
            "confab.limits.enabled=true",
            "confab.limits.pushes-per-account=3/1h"
        })
class PushLimitTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Person ada;
    Person bob;
    long room;
    String path;

    @BeforeEach
    void people() {
        var people = new People(port);
        ada = people.register("ada");
        bob = people.register("bob");
        room = ada.createRoom("push-" + UUID.randomUUID(), "PUBLIC");
        path = "/api/push/rooms/" + room;
        bob.join(room);
    }

    private long said() {
        return jdbc.sql("select count(*) from message where room = ?")
                .param(room)
                .query(Long.class)
                .single();
    }

    private Answer push(Person who, String body) {
        return who.post(path, Map.of("body", body));
    }

    private void pushAll() {
        for (int i = 0; i < 3; i++) {
            assertThat(push(ada, "within " + i).status()).isEqualTo(201);
        }
    }

    @Test
    void whoPushesTooMuchIsToldWhenToComeBackAndNothingIsSaid() throws Exception {
        pushAll();
        var refused = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + ada.token())
                                .POST(HttpRequest.BodyPublishers.ofString("{\"body\":\"beyond\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(JSON.readTree(refused.body()).path("code").asString()).isEqualTo("rate-limited");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 3600L);
        assertThat(said()).isEqualTo(3);
    }

    @Test
    void itIsTheSameForAllTokensOfAnAccountAndForNobodyElse() {
        pushAll();
        assertRefused(push(ada.with("push:rooms"), "beyond"), 429, "rate-limited");
        assertThat(push(bob, "mine").status()).isEqualTo(201);
        assertThat(push(bob.with("push:rooms"), "mine too").status()).isEqualTo(201);
        // What is said by hand is another matter.
        assertThat(ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "by hand"))
                        .status())
                .isEqualTo(201);
        assertThat(said()).isEqualTo(6);
    }

    @Test
    void ofABatchWhatIsBeyondIsRefusedAndTheRestIsSaid() {
        var parts = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> Map.of("room", room, "body", "part " + i))
                .toList();
        var results = ada.post("/api/push", Map.of("pushes", List.copyOf(parts)))
                .body()
                .path("results");
        for (int i = 0; i < 3; i++) {
            assertThat(results.path(i).path("seq").asLong()).isEqualTo(i + 1);
        }
        assertThat(results.path(3).path("code").asString()).isEqualTo("rate-limited");
        assertThat(results.path(4).path("code").asString()).isEqualTo("rate-limited");
        assertThat(said()).isEqualTo(3);
    }

    @Test
    void whatIsPushedToAFeedOrAPersonCountsToo() {
        jdbc.sql("update account set role = 'MODERATOR' where id = ?")
                .param(ada.id())
                .update();
        assertThat(ada.post("/api/push/feeds/limited." + ada.id(), Map.of("a", 1))
                        .status())
                .isEqualTo(200);
        assertThat(ada.post("/api/push/accounts/" + bob.username(), Map.of("body", "psst"))
                        .status())
                .isEqualTo(201);
        assertThat(ada.post("/api/push/announcements", Map.of("body", "lunch")).status())
                .isEqualTo(200);

        assertRefused(ada.post("/api/push/feeds/limited." + ada.id(), Map.of("a", 2)), 429, "rate-limited");
        assertRefused(ada.post("/api/push/announcements", Map.of("body", "dinner")), 429, "rate-limited");
        assertThat(bob.get("/api/feeds/limited." + ada.id())
                        .body()
                        .at("/last/value/a")
                        .asInt())
                .isEqualTo(1);
    }
}

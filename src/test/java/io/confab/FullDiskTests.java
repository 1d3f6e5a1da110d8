package io.confab;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "confab.accounts.password-strength=4",
            "confab.limits.enabled=false",
            "spring.datasource.hikari.connection-timeout=2000"
        })
@DirtiesContext
class FullDiskTests {

    @TempDir
    static Path folder;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        FullDisk.register();
        registry.add(
                "spring.datasource.url",
                () -> "jdbc:h2:fulldisk:" + folder.resolve("confab") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    }

    @AfterEach
    void makeRoom() {
        FullDisk.fill(false);
    }

    @Test
    void acknowledgesNothingThatIsNotOnDiskAndWorksAgainWhenThereIsRoom() throws Exception {
        var ada = new People(port).register("ada");
        var room = ada.createRoom("full", "PUBLIC");
        var post = "/app/rooms/" + room + "/post";
        try (var user = StompUser.connect(port, ada.token())) {
            user.send(post, Map.of("clientId", "1", "body", "before"));
            assertThat(health()).isEqualTo(200);

            FullDisk.fill(true);
            var receipt = user.sendUnanswered(post, Map.of("clientId", "2", "body", "meanwhile"));
            assertThat(user.nextError().path("code").asString()).isEqualTo("unavailable");
            assertThat(receipt).isNotDone();
            Awaitility.await().untilAsserted(() -> assertThat(health()).isEqualTo(503));

            FullDisk.fill(false);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged(user, post));
            Awaitility.await().untilAsserted(() -> assertThat(health()).isEqualTo(200));
        }
        var messages = ada.get("/api/rooms/" + room + "/messages").body().path("messages");
        assertThat(messages.valueStream().map(message -> message.path("body").asString()))
                .containsExactly("meanwhile", "before");
    }

    private static boolean acknowledged(StompUser user, String post) {
        var errors = Objects.requireNonNull(user.errors());
        var receipt = user.sendUnanswered(post, Map.of("clientId", "2", "body", "meanwhile"));
        Awaitility.await().until(() -> receipt.isDone() || !errors.isEmpty());
        assertThat(errors.drain())
                .allSatisfy(error -> assertThat(error.path("code").asString()).isEqualTo("unavailable"));
        return receipt.isDone();
    }

    private int health() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

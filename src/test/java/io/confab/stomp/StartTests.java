package io.confab.stomp;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;

class StartTests {

    /** Who was waiting for the server connects in the moment in which it accepts connections. */
    @Test
    void answersTheFirstWhoConnects() {
        var first = new CompletableFuture<String>();
        ApplicationListener<WebServerInitializedEvent> listener =
                event -> first.complete(connect(event.getWebServer().getPort()));
        var application = new SpringApplicationBuilder(StompTestApplication.class)
                .listeners(listener)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--management.server.port=-1",
                        "--spring.datasource.url=jdbc:h2:mem:start",
                        "--spring.flyway.enabled=false",
                        "--spring.jpa.hibernate.ddl-auto=none",
                        "--spring.session.jdbc.initialize-schema=embedded");
        try (application) {
            assertThat(first).isCompletedWithValue("CONNECTED");
        }
    }

    private static String connect(int port) {
        try (var user = StompUser.open(port)) {
            return user.connect(Map.of("Authorization", "Bearer 1")).command();
        } catch (AssertionError unanswered) {
            return unanswered.toString();
        }
    }
}

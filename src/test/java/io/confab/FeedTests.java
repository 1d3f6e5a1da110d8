package io.confab;

import java.time.Instant;
import java.util.Map;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The feeds that come with the server, at a real one. */
@ServerTest
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:feeds;DB_CLOSE_DELAY=-1",
            "confab.feeds.readers.quotes=ACCOUNTS",
            "confab.feeds.readers.secret=MODERATORS"
        })
class FeedTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Person ada;

    @BeforeEach
    void somebody() {
        ada = new People(port).register("ada");
    }

    private static Instant time(JsonNode value) {
        return Instant.parse(value.at("/value/time").asString());
    }

    @Test
    void theClockTicksEverySecondAndItsLastValueComesAtOnce() {
        try (var listener = StompUser.connect(port, ada.token())) {
            var ticks = listener.subscribe("/topic/feeds/clock");
            var first = ticks.next("feed.changed");
            var last = listener.ask("/app/feeds/clock").path("last");
            assertThat(last.path("number").asLong())
                    .isGreaterThanOrEqualTo(first.path("number").asLong());
            var before = first;
            for (int tick = 0; tick < 3; tick++) {
                var next = ticks.next("feed.changed");
                assertThat(next.path("epoch")).isEqualTo(before.path("epoch"));
                assertThat(next.path("number").asLong())
                        .isEqualTo(before.path("number").asLong() + 1);
                assertThat(time(next)).isEqualTo(time(before).plusSeconds(1));
                before = next;
            }
            assertThat(time(before).getNano()).isZero();
        }
    }

    @Test
    void theQuotesWalk() {
        try (var listener = StompUser.connect(port, ada.token())) {
            var market = listener.subscribe("/topic/feeds/quotes");
            var one = market.next("feed.changed").at("/value/quotes");
            var two = market.next("feed.changed").at("/value/quotes");
            assertThat(one.size()).isEqualTo(6);
            assertThat(two).isNotEqualTo(one);
            for (var quote : two) {
                assertThat(quote.path("price").asDouble()).isPositive();
            }
        }
    }

    @Test
    void aFeedIsForWhomItIsConfigured() {
        var guest = new People(port).ask("POST", "/api/guests", Map.of("displayName", "Passer-by"));
        assertThat(guest.status()).isEqualTo(201);
        assertThat(ada.get("/api/feeds/quotes").status()).isEqualTo(200);
        assertThat(ada.get("/api/feeds/secret").status()).isEqualTo(403);
        try (var listener = StompUser.connect(port, ada.token())) {
            listener.listenForErrors();
            listener.subscribeUnanswered("/topic/feeds/secret");
            assertThat(listener.nextError().path("code").asString()).isEqualTo("forbidden");
            listener.subscribeUnanswered("/app/feeds/secret");
            assertThat(listener.nextError().path("code").asString()).isEqualTo("forbidden");
        }
        jdbc.sql("update account set guest = true where id = ?").param(ada.id()).update();
        assertThat(ada.get("/api/feeds/quotes").status()).isEqualTo(403);
        assertThat(ada.get("/api/feeds/clock").status()).isEqualTo(200);
    }
}

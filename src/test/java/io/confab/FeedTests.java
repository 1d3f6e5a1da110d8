package io.confab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
            "confab.limits.stall=2m",
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

    /** More than all that a network keeps on its way, at 30 KB each. */
    private static final int MANY = 700;

    @Test
    void whoReadsNothingDelaysNobodyAndThenGetsTheNewestValueAndNotAllOfThem() {
        var root = new People(port).register("root");
        jdbc.sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(root.id())
                .update();
        var name = "bulk." + root.id();
        var bulk = "x".repeat(30_000);
        try (var slow = StompUser.connect(port, ada.token());
                var quick = StompUser.connect(port, ada.token())) {
            var late = slow.subscribe("/topic/feeds/" + name);
            var here = quick.subscribe("/topic/feeds/" + name);
            slow.stopReading();
            for (int number = 1; number <= MANY; number++) {
                root.post("/api/push/feeds/" + name, List.of(number, bulk));
                assertThat(here.next().at("/value/0").asInt()).isEqualTo(number);
            }
            slow.readOn();

            var seen = new ArrayList<Integer>();
            while (!seen.contains(MANY)) {
                seen.add(late.next().at("/value/0").asInt());
            }
            assertThat(seen).isSorted().doesNotHaveDuplicates().hasSizeLessThan(MANY);
            assertThat(slow.isClosed()).isFalse();
            root.post("/api/push/feeds/" + name, List.of(MANY + 1));
            assertThat(late.next().at("/value/0").asInt()).isEqualTo(MANY + 1);
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

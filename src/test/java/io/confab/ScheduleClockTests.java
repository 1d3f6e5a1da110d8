package io.confab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A node whose own clock is wrong says what is due when it is due by the database's. */
@ServerTest
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:schedule-clock;DB_CLOSE_DELAY=-1",
            "confab.schedules.poll=50ms",
            "confab.schedules.shortest=1s"
        })
class ScheduleClockTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Autowired
    SkewedClock nodes;

    /** The real time, and so much besides. */
    static class SkewedClock extends Clock {

        private volatile Duration skew = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(skew);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Confab's times are in UTC.");
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SkewedClockConfiguration {

        @Bean
        @Primary
        SkewedClock skewedClock() {
            return new SkewedClock();
        }
    }

    @AfterEach
    void mend() {
        nodes.skew = Duration.ZERO;
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "-PT10M"})
    void whatIsDueIsSaidOnceAndWhenItIsDue(String skew) {
        var ada = new People(port).register("ada");
        long room = ada.createRoom("clock-" + UUID.randomUUID(), "PUBLIC");
        nodes.skew = Duration.parse(skew);
        try (var listener = StompUser.connect(port, ada.token())) {
            var log = listener.subscribe("/topic/rooms/" + room);
            var due = Instant.now().plusSeconds(2);
            // By a clock that is fast it would have been missed, and by one that is slow it would come in ten minutes.
            var made = ada.post(
                    "/api/schedules",
                    Map.of("room", room, "body", "on time", "when", Map.of("at", due.toString()), "missed", "SKIP"));
            assertThat(made.status()).as(made.toString()).isEqualTo(201);

            assertThat(log.next("message.posted").at("/message/body").asString())
                    .isEqualTo("on time");
            assertThat(Instant.now()).isAfterOrEqualTo(due);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() ->
                            !ada.get("/api/schedules").body().at("/schedules/0").has("nextAt"));
            assertThat(ada.get("/api/rooms/" + room + "/messages").body().path("messages"))
                    .hasSize(1);
        }
    }
}

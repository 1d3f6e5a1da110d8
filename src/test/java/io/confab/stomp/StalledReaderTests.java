package io.confab.stomp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(
        classes = StompTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:stalled",
            "spring.flyway.enabled=false",
            "spring.jpa.hibernate.ddl-auto=none",
            "spring.session.jdbc.initialize-schema=embedded",
            "confab.limits.outbound-queue=64MB",
            "confab.limits.stall=2s"
        })
class StalledReaderTests {

    /** More than there are writers, closers and processors. */
    private static final int STALLED = 24;

    private static final int TOO_SLOW = CloseCode.TOO_SLOW.code();

    /** What one sees who comes back when the server has given up waiting. */
    private static final int CUT_OFF = 1006;

    private static final int EVENTS = 600;
    private static final String BULK = "x".repeat(16_000);

    @LocalServerPort
    int port;

    @Autowired
    Broadcaster broadcaster;

    @Autowired
    MeterRegistry meters;

    @Test
    void stalledReadersAreClosedAndDelayNobody() {
        var stream = Destination.topic("streams", "1");
        var stalled = new ArrayList<StompUser>();
        try (var reader = StompUser.connect(port, "1")) {
            for (int i = 0; i < STALLED; i++) {
                var user = StompUser.connect(port, "2:" + (char) ('a' + i));
                user.subscribe(stream.toString());
                user.stopReading();
                stalled.add(user);
            }
            var inbox = reader.subscribe(stream.toString());
            for (long rev = 1; rev <= EVENTS; rev++) {
                broadcaster.publish(List.of(new NumberedEvent(stream, rev - 1, rev, Map.of("rev", rev, "bulk", BULK))));
                assertThat(inbox.next().path("rev").asLong()).isEqualTo(rev);
            }
            Awaitility.await().until(() -> tooSlow() == STALLED);
            stalled.forEach(StompUser::readOn);
            // Four megabytes had gathered for each, through which a client whose code is not compiled yet takes
            // seconds.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> stalled.stream().allMatch(StompUser::isClosed));
            assertThat(stalled.get(0).closeCode()).isEqualTo(CloseCode.TOO_SLOW.code());
            assertThat(stalled).allSatisfy(user -> assertThat(user.closeCode()).isIn(CUT_OFF, TOO_SLOW));
            broadcaster.publish(List.of(new NumberedEvent(stream, EVENTS, EVENTS + 1, Map.of("rev", EVENTS + 1))));
            assertThat(inbox.next().path("rev").asLong()).isEqualTo(EVENTS + 1);
        } finally {
            stalled.forEach(StompUser::close);
        }
    }

    private int tooSlow() {
        return (int) meters.counter("confab.connections.too.slow").count();
    }
}

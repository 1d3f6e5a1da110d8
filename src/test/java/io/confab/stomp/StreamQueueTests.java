package io.confab.stomp;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.confab.stomp.StompTestApplication.TestStreams;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Several numbered streams over one queue. */
@SpringBootTest(
        classes = StompTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:stream-queue",
            "spring.flyway.enabled=false",
            "spring.jpa.hibernate.ddl-auto=none",
            "spring.session.jdbc.initialize-schema=embedded",
            "confab.limits.enabled=false"
        })
class StreamQueueTests {

    private static final String QUEUE = "/user/queue/mine";
    private static long next = 1_000;

    @LocalServerPort
    int port;

    @Autowired
    Broadcaster broadcaster;

    @Autowired
    StreamQueues queues;

    @Autowired
    Topics topics;

    @Autowired
    TestStreams streams;

    private final long account = next++;
    private Destination one = Destination.topic("streams", "0");
    private Destination other = one;

    @BeforeEach
    void freshStreams() {
        one = Destination.topic("streams", Long.toString(next++));
        other = Destination.topic("streams", Long.toString(next++));
    }

    @AfterEach
    void reset() {
        streams.followed.clear();
        streams.young.clear();
        streams.afterAsking = asked -> {};
    }

    @Test
    void carriesEachStreamInItsOrderUnderTheNameOfTheQueue() {
        streams.followed.put(account, Set.of(one, other));
        try (var user = connect(account)) {
            var inbox = user.subscribe(QUEUE);

            broadcaster.publish(List.of(event(one, 1, 2), event(other, 0, 1)));
            broadcaster.publish(List.of(event(one, 0, 1)));

            assertThat(List.of(inbox.next(), inbox.next(), inbox.next()))
                    .extracting(event -> event.path("stream").asString() + " "
                            + event.path("rev").asLong())
                    .containsExactly(other + " 1", one + " 1", one + " 2");
            assertThat(user.received())
                    .filteredOn(frame -> "MESSAGE".equals(frame.command()))
                    .allMatch(frame -> QUEUE.equals(frame.header("destination")));
        }
    }

    @Test
    void reachesNobodyWhoDoesNotFollow() {
        streams.followed.put(account, Set.of(one));
        try (var user = connect(account);
                var stranger = connect(next++)) {
            var inbox = user.subscribe(QUEUE);
            var strangers = stranger.subscribe(QUEUE);

            broadcaster.publish(List.of(event(one, 0, 1)));

            assertThat(inbox.next().path("rev").asLong()).isEqualTo(1);
            stranger.subscribe("/user/queue/heads"); // whatever was on its way is here now
            assertThat(strangers.isEmpty()).isTrue();
        }
    }

    @Test
    void beginsWhatIsNewFromItsBeginningAndEndsWhatIsOver() {
        streams.followed.put(account, Set.of(one));
        try (var user = connect(account)) {
            var inbox = user.subscribe(QUEUE);
            streams.heads.put(other.toString(), 2L);
            streams.young.add(other);
            streams.followed.put(account, Set.of(other));

            queues.refresh(Destination.user("mine"), List.of(account));
            broadcaster.publish(List.of(event(one, 0, 1)));

            assertThat(inbox.next().path("rev").asLong())
                    .as("all of it, read again")
                    .isEqualTo(2);
            broadcaster.publish(List.of(event(other, 2, 3)));
            assertThat(inbox.next().path("rev").asLong()).isEqualTo(3);
            assertThat(topics.find(one, 0)).isNull();
        }
    }

    @Test
    void findsByItsHeadWhatWasNeverTold() {
        streams.followed.put(account, Set.of(one));
        try (var user = connect(account)) {
            var inbox = user.subscribe(QUEUE);

            streams.heads.put(one.toString(), 4L);

            assertThat(inbox.next().path("rev").asLong()).isEqualTo(4);
        }
    }

    /** The right ended between the two questions: before the second, so that the second is what counts. */
    @Test
    void followsNothingWhoseRightEndsWhileItSubscribes() {
        streams.followed.put(account, Set.of(one));
        streams.afterAsking = asked -> streams.followed.put(asked, Set.of());
        try (var user = connect(account)) {
            var inbox = user.subscribe(QUEUE);

            broadcaster.publish(List.of(event(one, 0, 1)));

            assertThat(topics.find(one, 0)).isNull();
            user.subscribe("/user/queue/heads"); // whatever was on its way is here now
            assertThat(inbox.isEmpty()).isTrue();
        }
    }

    @Test
    void aStreamIsRevokedByItselfAndComesBack() {
        streams.followed.put(account, Set.of(one, other));
        try (var user = connect(account)) {
            var inbox = user.subscribe(QUEUE);

            broadcaster.revoke(one, account);
            broadcaster.publish(List.of(event(one, 0, 1)));
            broadcaster.publish(List.of(event(other, 0, 1)));
            assertThat(inbox.next().path("stream").asString()).isEqualTo(other.toString());

            streams.heads.put(one.toString(), 1L);
            queues.refresh(Destination.user("mine"), List.of(account));
            broadcaster.publish(List.of(event(one, 1, 2)));
            assertThat(inbox.next().path("stream").asString()).isEqualTo(one.toString());
        }
    }

    @Test
    void endsWithTheSubscriptionAndTheConnection() {
        streams.followed.put(account, Set.of(one));
        try (var user = connect(account)) {
            var inbox = user.subscribe(QUEUE);
            inbox.unsubscribe();
            user.subscribe("/user/queue/heads"); // the server has heard of it by now
            assertThat(topics.find(one, 0)).isNull();

            user.subscribe(QUEUE);
            assertThat(topics.find(one, 0)).isNotNull();
        }
        Awaitility.await().until(() -> topics.find(one, 0) == null);
    }

    private StompUser connect(long who) {
        return StompUser.connect(port, Long.toString(who));
    }

    private static NumberedEvent event(Destination stream, long from, long rev) {
        return new NumberedEvent(
                stream,
                from,
                rev,
                Map.of("type", "stream.grew", "stream", stream.toString(), "from", from, "rev", rev));
    }
}

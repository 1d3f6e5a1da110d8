package io.confab.stomp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.confab.stomp.StompTestApplication.Notes;
import io.confab.stomp.StompTestApplication.TestAdmission;
import io.confab.stomp.StompTestApplication.TestLease;
import io.confab.stomp.StompTestApplication.TestStreams;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(
        classes = StompTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:stomp",
            "spring.flyway.enabled=false",
            "spring.jpa.hibernate.ddl-auto=none",
            "spring.session.jdbc.initialize-schema=embedded",
            "confab.limits.subscriptions-per-connection=6",
            "confab.limits.connections-per-account=3",
            "confab.limits.frame=4KB",
            "confab.limits.frames-per-second=1",
            "confab.limits.frame-burst=40"
        })
class StompTests {

    private static long nextStream = 1;
    private static long nextAccount = 1;

    @LocalServerPort
    int port;

    @Autowired
    Broadcaster broadcaster;

    @Autowired
    ConnectionRegistry connections;

    @Autowired
    TestStreams streams;

    @Autowired
    TestAdmission admission;

    @Autowired
    Notes notes;

    @Autowired
    TestLease lease;

    @Autowired
    FanOut fanOut;

    Destination stream = Destination.topic("streams", "0");
    long account;

    @BeforeEach
    void freshStream() {
        stream = Destination.topic("streams", Long.toString(nextStream++));
        account = nextAccount++;
    }

    @AfterEach
    void reset() {
        streams.duringCheck = destination -> {};
        streams.refused.clear();
        streams.reads.clear();
        lease.held = true;
        notes.handled.clear();
        notes.held.clear();
    }

    StompUser connect() {
        return StompUser.connect(port, Long.toString(account));
    }

    NumberedEvent event(long from, long rev) {
        return new NumberedEvent(stream, from, rev, Map.of("type", "stream.grew", "from", from, "rev", rev));
    }

    @Test
    void deliversEventsInTheOrderOfTheirNumbers() {
        try (var user = connect()) {
            var inbox = user.subscribe(stream.toString());
            broadcaster.publish(List.of(event(1, 2)));
            broadcaster.publish(List.of(event(2, 3), event(0, 1)));
            assertThat(LongStream.range(0, 3)
                            .mapToObj(i -> inbox.next().path("rev").asLong()))
                    .containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void followsADatabaseThatKnowsLessThanTheOneBefore() {
        try (var user = connect()) {
            var inbox = user.subscribe(stream.toString());
            broadcaster.publish(List.of(event(0, 3)));
            inbox.next();
            streams.heads.put(stream.toString(), 2L);

            Awaitility.await().until(user::isClosed);
            assertThat(user.closeCode()).isEqualTo(CloseCode.RESTARTING.status().getCode());
        }
        try (var user = connect()) {
            var inbox = user.subscribe(stream.toString());
            streams.heads.put(stream.toString(), 3L);
            broadcaster.publish(List.of(event(2, 3)));
            assertThat(inbox.next().path("rev").asLong()).isEqualTo(3);
        }
    }

    @Test
    void hearsNothingFromOtherNodesWhileItMayHaveBeenGivenUp() {
        try (var user = connect()) {
            var inbox = user.subscribe(stream.toString());
            lease.held = false;
            fanOut.receive(List.of(Relayed.ephemeral(stream, "{\"rev\":1}")));
            lease.held = true;
            fanOut.receive(List.of(Relayed.ephemeral(stream, "{\"rev\":2}")));
            assertThat(inbox.next().path("rev").asLong()).isEqualTo(2);
        }
    }

    @Test
    void keepsOfAHandshakeWhoTheClientIsAndNoMore() {
        try (var user = connect()) {
            user.subscribe(stream.toString());
            var handshake = connections.all().stream()
                    .filter(connection -> connection.signedIn() != null
                            && connection.signedIn().account() == account)
                    .map(connection -> connection.socket().getHandshakeHeaders())
                    .toList();
            assertThat(handshake).singleElement().satisfies(headers -> {
                assertThat(headers.headerNames()).hasSize(1);
                assertThat(headers.getFirst("User-Agent")).startsWith("Java");
            });
        }
    }

    @Test
    void forgetsWhatASubscriberFindsInItsSnapshot() {
        streams.heads.put(stream.toString(), 7L);
        try (var user = connect()) {
            var inbox = user.subscribe(stream.toString());
            broadcaster.publish(List.of(event(6, 7), event(7, 8)));
            assertThat(inbox.next().path("rev").asLong()).isEqualTo(8);
        }
    }

    @Test
    void readsAGapOnceAndSendsOneSpanningEvent() {
        try (var user = connect()) {
            var inbox = user.subscribe(stream.toString());
            streams.heads.put(stream.toString(), 5L);
            broadcaster.publish(List.of(event(3, 4)));
            broadcaster.publish(List.of(event(4, 5)));
            var spanning = inbox.next();
            assertThat(spanning.path("type").asString()).isEqualTo("stream.changes");
            assertThat(spanning.path("from").asLong()).isZero();
            assertThat(spanning.path("rev").asLong()).isEqualTo(5);
            assertThat(streams.reads).containsExactly(0L);
            broadcaster.publish(List.of(event(5, 6)));
            assertThat(inbox.next().path("rev").asLong()).isEqualTo(6);
        }
    }

    @Test
    void findsAnEventThatNeverCame() {
        try (var user = connect()) {
            var inbox = user.subscribe(stream.toString());
            streams.heads.put(stream.toString(), 3L);
            var found = inbox.next();
            assertThat(found.path("from").asLong()).isZero();
            assertThat(found.path("rev").asLong()).isEqualTo(3);
        }
    }

    @Test
    void encodesForEverySubscriptionIdAndKeepsDestinationAndId() {
        try (var user = connect()) {
            var first = user.subscribe(stream.toString());
            var second = user.subscribe(stream.toString());
            broadcaster.publish(List.of(event(0, 1)));
            assertThat(first.next().path("rev").asLong()).isEqualTo(1);
            assertThat(second.next().path("rev").asLong()).isEqualTo(1);
            assertThat(user.received().stream().filter(frame -> frame.command().equals("MESSAGE")))
                    .allSatisfy(frame -> assertThat(frame.header("destination")).isEqualTo(stream.toString()))
                    .extracting(frame -> frame.header("subscription"))
                    .containsExactlyInAnyOrder(first.id(), second.id());
        }
    }

    /** Many more than one write takes, small and large ones mixed. */
    @Test
    void keepsEveryCharacterAcrossTheBordersOfWrites() {
        try (var user = connect()) {
            var inbox = user.subscribe(stream.toString());
            var texts = IntStream.rangeClosed(1, 200)
                    .mapToObj(
                            rev -> "\u00e4\ud83d\ude80\u4e2d%d ".formatted(rev).repeat(rev % 50 == 0 ? 5000 : rev))
                    .toList();
            var events = new ArrayList<NumberedEvent>();
            for (int rev = 1; rev <= texts.size(); rev++) {
                events.add(new NumberedEvent(stream, rev - 1, rev, Map.of("text", texts.get(rev - 1))));
            }
            broadcaster.publish(events);
            assertThat(texts)
                    .allSatisfy(text ->
                            assertThat(inbox.next().path("text").asString()).isEqualTo(text));
        }
    }

    @Test
    void deliversAnAccountsOwnEventsToAllItsConnectionsAndToNobodyElse() {
        long other = nextAccount++;
        try (var one = connect();
                var two = connect();
                var stranger = StompUser.connect(port, Long.toString(other))) {
            var inboxes = List.of(one.subscribe("/user/queue/heads"), two.subscribe("/user/queue/heads"));
            var foreign = stranger.subscribe("/user/queue/heads");
            assertThat(connections.subscribers(Destination.user("heads"))).contains(account, other);
            broadcaster.publish(List.of(account), Destination.user("heads"), Map.of("type", "mine"));
            broadcaster.publish(List.of(other), Destination.user("heads"), Map.of("type", "theirs"));
            inboxes.forEach(
                    inbox -> assertThat(inbox.next().path("type").asString()).isEqualTo("mine"));
            assertThat(foreign.next().path("type").asString()).isEqualTo("theirs");
            assertThat(foreign.isEmpty()).isTrue();
        }
    }

    @Test
    void endsTheSubscriptionsOfWhoLosesTheRight() {
        try (var user = connect()) {
            var inbox = user.subscribe(stream.toString());
            broadcaster.publish(List.of(event(0, 1)));
            inbox.next();
            broadcaster.revoke(stream, account);
            broadcaster.publish(List.of(event(1, 2)));
            user.send("/app/notes/1/keep", Map.of("clientId", "1", "body", "x"));
            assertThat(inbox.isEmpty()).isTrue();
        }
    }

    @Test
    void refusesASubscriptionWhoseRightEndsDuringTheCheck() {
        streams.duringCheck = destination -> broadcaster.revoke(destination, account);
        try (var user = connect()) {
            var inbox = user.subscribeUnanswered(stream.toString());
            var error = user.nextError();
            assertThat(error.path("code").asString()).isEqualTo("forbidden");
            assertThat(error.path("receipt").asString()).isEqualTo("r-" + inbox.id());
            broadcaster.publish(List.of(event(0, 1)));
            user.send("/app/notes/1/keep", Map.of("clientId", "1", "body", "x"));
            assertThat(inbox.isEmpty()).isTrue();
        }
    }

    @Test
    void refusesASubscriptionThatTheGuardRefuses() {
        streams.refused.add(account);
        try (var user = connect()) {
            user.subscribeUnanswered(stream.toString());
            assertThat(user.nextError().path("code").asString()).isEqualTo("not-a-member");
        }
    }

    @Test
    void answersASendWithItsReceiptOnceItIsHandled() {
        try (var user = connect()) {
            user.send("/app/notes/1/keep", Map.of("clientId", "1", "body", "kept"));
            assertThat(notes.handled).containsExactly(account + ":kept");
        }
    }

    @Test
    void holdsTheReceiptBackUntilTheControllerSettlesIt() {
        try (var user = connect()) {
            var receipt = user.sendUnanswered("/app/notes/1/hold", Map.of("clientId", "1", "body", "x"));
            Awaitility.await().until(() -> notes.held.size() == 1);
            user.send("/app/notes/1/keep", Map.of("clientId", "2", "body", "y"));
            assertThat(receipt).isNotDone();
            notes.held.remove().settle(null, null);
            Awaitility.await().until(receipt::isDone);
        }
    }

    @Test
    void handlesAClientsFramesInTheirOrder() {
        try (var user = connect()) {
            var expected =
                    LongStream.range(0, 30).mapToObj(i -> account + ":" + i).toList();
            for (int i = 0; i < 29; i++) {
                user.raw("SEND\ndestination:/app/notes/1/keep\n\n{\"clientId\":\"c\",\"body\":\"" + i + "\"}\0");
            }
            user.send("/app/notes/1/keep", Map.of("clientId", "c", "body", "29"));
            assertThat(notes.handled).isEqualTo(expected);
        }
    }

    @Test
    void answersASubscriptionToTheApplicationOnce() {
        try (var user = connect()) {
            assertThat(user.ask("/app/notes").path("count").asInt()).isZero();
        }
    }

    @Test
    void tellsWhatWasRefusedAndGoesOn() {
        try (var user = connect()) {
            user.raw("SEND\ndestination:/app/notes/1/refuse\nreceipt:r1\n\n{\"clientId\":\"c-1\"}\0");
            var error = user.nextError();
            assertThat(error.path("code").asString()).isEqualTo("busy");
            assertThat(error.path("message").asString()).isEqualTo("Later.");
            assertThat(error.path("receipt").asString()).isEqualTo("r1");
            assertThat(error.path("clientId").asString()).isEqualTo("c-1");
            assertThat(error.path("destination").asString()).isEqualTo("/app/notes/1/refuse");
            assertThat(error.path("retryAfter").asDouble()).isEqualTo(1.5);
            user.send("/app/notes/1/keep", Map.of("clientId", "1", "body", "still here"));
            assertThat(user.received()).noneMatch(frame -> "r1".equals(frame.header("receipt-id")));
        }
    }

    @Test
    void disclosesNothingOfAnUnexpectedFailure() {
        try (var user = connect()) {
            user.sendUnanswered("/app/notes/1/break", Map.of());
            var error = user.nextError();
            assertThat(error.path("code").asString()).isEqualTo("internal");
            assertThat(error.toString()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"clientId\":{}}", "\"text\""})
    void refusesABodyThatIsNotTheJsonExpected(String body) {
        try (var user = connect()) {
            user.sendUnanswered("/app/notes/1/keep", body);
            assertThat(user.nextError().path("code").asString()).isIn("malformed", "invalid");
            assertThat(notes.handled).isEmpty();
        }
    }

    @Test
    void refusesABodyThatIsNotValid() {
        try (var user = connect()) {
            user.sendUnanswered("/app/notes/1/keep", Map.of("clientId", "c-2", "body", " "));
            var error = user.nextError();
            assertThat(error.path("code").asString()).isEqualTo("invalid");
            assertThat(error.path("message").asString()).contains("body");
            assertThat(error.path("clientId").asString()).isEqualTo("c-2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/topic/streams/*",
                "/topic/streams/{x}",
                "/topic/streams/1/2/3/4/5",
                "/topic/streams/01x",
                "/topic/../streams/1",
                "/topic/streams/%31",
                "/topic/unknown",
                "/topic/streams.#",
                "/topic//streams/1",
                "/topic/",
                "/queue/heads-user1",
                "/user/2/queue/heads",
                "/user/queue/unknown",
                "/exchange/amq.direct/x",
                "/app/nothing/here",
                "streams"
            })
    void refusesASubscriptionToWhatIsNoDestination(String destination) {
        try (var user = connect()) {
            var inbox = user.subscribeUnanswered(destination);
            var error = user.nextError();
            assertThat(error.path("code").asString()).isEqualTo("unknown-destination");
            assertThat(error.path("receipt").asString()).isEqualTo("r-" + inbox.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/streams/1", "/user/queue/heads", "/queue/x", "/user/2/queue/heads", "/app/nothing"})
    void refusesASendToAnythingButTheApplication(String destination) {
        try (var user = connect();
                var listener = StompUser.connect(port, Long.toString(nextAccount++))) {
            var topic = listener.subscribe("/topic/streams/1");
            var queue = listener.subscribe("/user/queue/heads");
            user.sendUnanswered(destination, Map.of("type", "forged"));
            assertThat(user.nextError().path("code").asString()).isIn("forbidden", "unknown-destination");
            listener.send("/app/notes/1/keep", Map.of("clientId", "1", "body", "x"));
            assertThat(topic.isEmpty()).isTrue();
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEND\ndestination:/app/notes/1/keep\ndestination:/topic/streams/1\nreceipt:r\n\n{}\0",
                "SEND\ndestination:/app/notes/1/keep\nreceipt:r\nreceipt:s\n\n{}\0",
                "SUBSCRIBE\nid:a\nid:b\ndestination:/app/notes\nreceipt:r\n\n\0",
                "SUBSCRIBE\nid:a\ndestination:/app/notes\nselector:x\nreceipt:r\n\n\0",
                "SUBSCRIBE\nid:a\ndestination:/app/notes\nack:client\nreceipt:r\n\n\0",
                "SUBSCRIBE\nid:a b\ndestination:/app/notes\nreceipt:r\n\n\0",
                "SEND\nreceipt:r\n\n{}\0",
                "ACK\nid:1\nreceipt:r\n\n\0",
                "NACK\nid:1\nreceipt:r\n\n\0",
                "BEGIN\ntransaction:t\nreceipt:r\n\n\0",
                "COMMIT\ntransaction:t\nreceipt:r\n\n\0",
                "ABORT\ntransaction:t\nreceipt:r\n\n\0"
            })
    void refusesFramesThatMeanMoreThanOneThingOrNothingHere(String frame) {
        try (var user = connect()) {
            user.raw(frame);
            var error = user.nextError();
            assertThat(error.path("code").asString()).isIn("malformed", "unsupported", "invalid");
            assertThat(error.path("receipt").asString()).isEqualTo("r");
            user.send("/app/notes/1/keep", Map.of("clientId", "1", "body", "still here"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SEND\ndestination:/app/notes/1/keep\n\n{}\0", "SUBSCRIBE\nid:a\ndestination:/app/notes\n\n\0"})
    void refusesEveryFrameBeforeConnect(String frame) {
        try (var user = StompUser.open(port)) {
            user.raw(frame);
            var error = user.nextFrame();
            assertThat(error.command()).isEqualTo("ERROR");
            assertThat(user.closeCode()).isEqualTo(1002);
            assertThat(notes.handled).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Basic YTpi", "Bearer "})
    void refusesConnectWithoutAValidProof(String authorization) {
        try (var user = StompUser.open(port)) {
            var answer = user.connect(Map.of("Authorization", authorization));
            assertThat(answer.command()).isEqualTo("ERROR");
            assertThat(answer.header("code")).isEqualTo("unauthenticated");
            assertThat(user.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void letsNoFrameThroughAfterARefusedConnect() {
        try (var user = StompUser.open(port)) {
            user.raw("CONNECT\naccept-version:1.2\nhost:x\n\n\0"
                    + "SEND\ndestination:/app/notes/1/keep\n\n{\"clientId\":\"1\",\"body\":\"x\"}\0");
            assertThat(user.nextFrame().command()).isEqualTo("ERROR");
            assertThat(user.closeCode()).isEqualTo(1002);
            assertThat(notes.handled).isEmpty();
        }
    }

    @Test
    void asksWhoConnectsToTryAgainWhileTheDatabaseIsAway() {
        admission.databaseAway = true;
        try (var user = StompUser.open(port)) {
            assertThat(user.connect(Map.of("Authorization", "Bearer " + account))
                            .header("code"))
                    .isEqualTo("unavailable");
        } finally {
            admission.databaseAway = false;
        }
        try (var user = connect()) {
            assertThat(user.isClosed()).isFalse();
        }
    }

    @Test
    void refusesASignInThatHasEnded() {
        admission.ended.add(account + ":old");
        try (var user = StompUser.open(port)) {
            var answer = user.connect(Map.of("Authorization", "Bearer " + account + ":old"));
            assertThat(answer.header("code")).isEqualTo("unauthenticated");
        }
        Awaitility.await().until(() -> !connections.signIns().contains(account + ":old"));
    }

    @Test
    void closesTheConnectionsOfASignInThatEnds() {
        try (var first = StompUser.connect(port, account + ":phone");
                var second = StompUser.connect(port, account + ":desk")) {
            connections.closeSignIn(account + ":phone", CloseCode.SIGNED_OUT);
            assertThat(first.closeCode()).isEqualTo(4001);
            second.send("/app/notes/1/keep", Map.of("clientId", "1", "body", "x"));
            connections.closeAccount(account, CloseCode.BANNED);
            assertThat(second.closeCode()).isEqualTo(4003);
        }
    }

    @Test
    void refusesAConnectionTooMany() {
        try (var one = connect();
                var two = connect();
                var three = connect();
                var four = StompUser.open(port)) {
            assertThat(four.connect(Map.of("Authorization", "Bearer " + account))
                            .header("code"))
                    .isEqualTo("too-many-sessions");
            three.close();
            Awaitility.await().until(this::isAdmitted);
        }
    }

    private boolean isAdmitted() {
        try (var another = StompUser.open(port)) {
            return another.connect(Map.of("Authorization", "Bearer " + account))
                    .command()
                    .equals("CONNECTED");
        }
    }

    @Test
    void refusesASubscriptionTooMany() {
        try (var user = connect()) {
            for (int i = 0; i < 5; i++) {
                user.subscribe("/topic/streams/" + (100 + i));
            }
            user.subscribeUnanswered(stream.toString());
            assertThat(user.nextError().path("message").asString()).contains("At most 6 subscriptions");
        }
    }

    @Test
    void refusesFramesThatComeTooFast() {
        try (var user = connect()) {
            for (int i = 0; i < 45; i++) {
                user.raw("SEND\ndestination:/app/notes/1/keep\n\n{\"clientId\":\"c\",\"body\":\"" + i + "\"}\0");
            }
            var error = user.nextError();
            assertThat(error.path("code").asString()).isEqualTo("rate-limited");
            assertThat(error.path("retryAfter").asDouble()).isPositive();
        }
    }

    @Test
    void answersAFrameThatIsTooLargeWithAnErrorAndCloses() {
        try (var user = connect()) {
            user.raw("SEND\ndestination:/app/notes/1/keep\n\n{\"clientId\":\"c\",\"body\":\"" + "x".repeat(5000));
            var error = user.nextFrame();
            assertThat(error.header("code")).isEqualTo("too-large");
            assertThat(user.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void answersGoodByeWithItsReceiptAndCloses() {
        try (var user = connect()) {
            user.raw("DISCONNECT\nreceipt:bye\n\n\0");
            assertThat(user.closeCode()).isEqualTo(1000);
            assertThat(user.received()).anyMatch(frame -> "bye".equals(frame.header("receipt-id")));
        }
    }

    @Test
    void handlesNothingThatComesAfterAGoodBye() {
        try (var user = connect()) {
            user.raw("DISCONNECT\n\n\0SEND\ndestination:/app/notes/1/keep\n\n{\"clientId\":\"1\",\"body\":\"x\"}\0");
            assertThat(user.closeCode()).isEqualTo(1000);
            assertThat(notes.handled).isEmpty();
        }
    }

    @Test
    void refusesTheSameSubscriptionOverAndOver() {
        try (var user = connect()) {
            for (int i = 0; i < 4; i++) {
                user.subscribe(stream.toString());
            }
            user.subscribeUnanswered(stream.toString());
            assertThat(user.nextError().path("code").asString()).isEqualTo("too-many-subscriptions");
        }
    }

    @Test
    void speaksTheFirstVersionWithWhoNamesNone() {
        try (var user = StompUser.open(port)) {
            user.raw("CONNECT\nAuthorization:Bearer " + account + "\n\n\0");
            var connected = user.nextFrame();
            assertThat(connected.command()).isEqualTo("CONNECTED");
            assertThat(connected.header("version")).isEqualTo("1.0");
        }
    }

    @ParameterizedTest
    @CsvSource({"accept-version,9.9", "heart-beat,'60000,0'"})
    void refusesAConnectThatCannotBeKept(String header, String value) {
        try (var user = StompUser.open(port)) {
            var answer = user.connect(Map.of("Authorization", "Bearer " + account, header, value));
            assertThat(answer.header("code")).isEqualTo("unsupported");
            assertThat(user.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void tellsADatabaseThatIsAwayFromAFailure() {
        try (var user = connect()) {
            user.sendUnanswered("/app/notes/1/outage", Map.of());
            var error = user.nextError();
            assertThat(error.path("code").asString()).isEqualTo("unavailable");
            assertThat(error.path("retryAfter").asDouble()).isPositive();
        }
    }

    @Test
    void agreesOnHeartBeats() {
        try (var user = StompUser.open(port)) {
            var connected = user.connect(Map.of("Authorization", "Bearer " + account, "heart-beat", "5000,0"));
            assertThat(connected.header("heart-beat")).isEqualTo("0,10000");
            assertThat(connected.header("version")).isEqualTo("1.2");
        }
    }
}

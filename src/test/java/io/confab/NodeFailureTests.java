package io.confab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import io.confab.webhook.Receiver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Three nodes, each a process of its own, of which one dies or is held up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeFailureTests {

    /** What is promised to those who are connected to the others. */
    private static final Duration PROMISED = Duration.ofSeconds(2);

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    // Not the common pool, which may have one thread.
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final TestBroker broker = new ArtemisBroker();
    private final List<ServerProcess> nodes = new ArrayList<>();
    private EmbeddedPostgres database;
    private Person ada;
    private long room;

    @BeforeAll
    void start() throws IOException {
        broker.start();
        database = EmbeddedPostgres.start();
        nodes.add(node("one"));
        nodes.add(node("two"));
        nodes.add(node("three"));
        ada = new People(nodes.get(0).port()).register("ada");
    }

    private ServerProcess node(String name) throws IOException {
        return new ServerProcess(
                Files.createDirectory(folder.resolve(name)),
                Stream.of(
                                ServerProcess.FOR_TESTS,
                                RelayCluster.shared(database, broker.port()),
                                List.of(
                                        "--confab.cluster.lease=" + LEASE.toSeconds() + "s",
                                        "--confab.test.last-word=true",
                                        "--confab.schedules.per-account=1000",
                                        "--confab.webhooks.allowed-networks=127.0.0.0/8"))
                        .flatMap(List::stream)
                        .toList());
    }

    @AfterAll
    void stop() throws IOException {
        threads.shutdownNow();
        nodes.forEach(ServerProcess::close);
        database.close();
        broker.close();
    }

    /** Its first clients would be sent away if the others gave it up while it starts, which may take longer than a lease. */
    @Test
    void aNodeThatStartsSlowlyIsNotGivenUp() {
        nodes.get(1).stop();
        var others = nodesKnown();
        var starting = CompletableFuture.runAsync(() -> nodes.get(1).startAgain(), threads);
        var ids = new HashSet<String>();
        Awaitility.await()
                .atMost(ServerProcess.LONGEST_START)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    ids.addAll(nodesKnown());
                    return starting.isDone() && allHaveRenewed();
                });
        ids.removeAll(others);
        assertThat(ids).hasSize(1);
    }

    private boolean allHaveRenewed() {
        var renewed = "select id from node where lease_until > started_at + interval '%d seconds'";
        return query(renewed.formatted(LEASE.toSeconds() + 1)).size() == nodes.size();
    }

    /** Also what a test that failed left behind. */
    @AfterEach
    void startAgain() {
        nodes.stream().filter(node -> !node.isRunning()).forEach(ServerProcess::startAgain);
    }

    @Test
    void whatANodeCommittedAndToldNobodyIsToldByTheOthers() {
        newRoom();
        try (var here = connect(0);
                var there = connect(1)) {
            var follower = follow(there);
            here.send("/app/rooms/" + room + "/post", Map.of("clientId", "first", "body", "hello"));
            here.sendUnanswered(
                    "/app/rooms/" + room + "/post", Map.of("clientId", "last", "body", DiesAfterItsCommit.LAST_WORD));
            nodes.get(0).awaitEnd();

            Awaitility.await().atMost(PROMISED).until(() -> follower.ids().contains("last"));
            assertThat(follower.seqs()).containsExactly(1L, 2L);
        }
    }

    @Test
    void aNodeThatIsKilledTakesNothingWithIt() {
        newRoom();
        var acknowledged = new ConcurrentLinkedQueue<String>();
        var more = new AtomicBoolean(true);
        try (var one = connect(0);
                var two = connect(1);
                var three = connect(2)) {
            var followers = List.of(follow(one), follow(three));
            var senders = List.of(
                    talk(one, "one", more, acknowledged),
                    talk(two, "two", more, acknowledged),
                    talk(three, "three", more, acknowledged));
            Awaitility.await().atMost(SOON).until(() -> acknowledged.size() > 300);
            nodes.get(1).kill();
            int before = acknowledged.size();
            Awaitility.await().atMost(SOON).until(() -> acknowledged.size() > before + 300);
            more.set(false);
            senders.get(0).join();
            senders.get(2).join();

            for (var follower : followers) {
                Awaitility.await().atMost(PROMISED).until(() -> follower.ids().containsAll(acknowledged));
                var seqs = follower.seqs();
                assertThat(seqs)
                        .isEqualTo(
                                LongStream.rangeClosed(1, seqs.size()).boxed().toList());
            }
            senders.get(1).join();
        }
    }

    /** The node whose feed the clock is: -1 while it is nobody's. */
    private int ownerOfTheClock() {
        var owner = query("select owner from feed where name = 'clock' and owner is not null");
        for (int index = 0; !owner.isEmpty() && index < nodes.size(); index++) {
            var probe = new People(nodes.get(index).port()).register("probe");
            try (var connected = StompUser.connect(nodes.get(index).port(), probe.token())) {
                var row = "select node from session where account = " + probe.id();
                Awaitility.await().atMost(SOON).until(() -> !query(row).isEmpty());
                if (owner.equals(query(row))) {
                    return index;
                }
            }
        }
        return -1;
    }

    @Test
    void aFeedWhoseOwnerIsKilledGoesOnFromAnotherAndNeverBack() throws Exception {
        var found = new AtomicInteger(-1);
        Awaitility.await().atMost(SOON).until(() -> {
            found.set(ownerOfTheClock());
            return found.get() >= 0;
        });
        int owner = found.get();
        int other = (owner + 1) % nodes.size();
        try (var listener = connect(other)) {
            var ticks = listener.subscribe("/topic/feeds/clock");
            var seen = new ArrayList<long[]>();
            seen.add(place(ticks.next()));
            nodes.get(owner).kill();
            Awaitility.await().atMost(LEASE.plus(PROMISED)).until(() -> {
                ticks.drain().forEach(tick -> seen.add(place(tick)));
                return seen.get(seen.size() - 1)[0] > seen.get(0)[0];
            });
            for (int i = 1; i < seen.size(); i++) {
                var before = seen.get(i - 1);
                var next = seen.get(i);
                assertThat(next[0] > before[0] || next[0] == before[0] && next[1] > before[1])
                        .as("%s after %s", Arrays.toString(next), Arrays.toString(before))
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsDueInTheSameSecondIsSaidOnceWhenANodeIsKilledInTheMiddle() {
        newRoom();
        // Time enough to write them all on a busy machine: none may be due before the last is there.
        var due = Instant.now().plusSeconds(25).truncatedTo(ChronoUnit.SECONDS);
        int count = 200;
        for (int i = 0; i < count; i++) {
            var made = ada.post(
                    "/api/schedules", Map.of("room", room, "body", "due " + i, "when", Map.of("at", due.toString())));
            assertThat(made.status()).as(made.toString()).isEqualTo(201);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> said().size() > 5);
        nodes.get(1).kill();

        // Another finds out by the heart-beats that are missed, and does what the dead one had taken.
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> said().size() >= count);
        assertThat(said()).hasSize(count).doesNotHaveDuplicates();
    }

    @Test
    void whatAWebhookIsToBeToldIsToldByTheOthersWhenItsNodeIsKilled() {
        newRoom();
        var mine =
                "select node from session where account = " + ada.id() + " and connected_at >= '" + Instant.now() + "'";
        try (var receiver = new Receiver();
                var there = connect(1)) {
            receiver.hang();
            Awaitility.await().atMost(SOON).until(() -> !query(mine).isEmpty());
            var dying = query(mine);
            var said = new ArrayList<String>();
            // Whichever node is first has it, and waits for an answer.
            for (int i = 0; !dying.equals(query("select owner from webhook where owner is not null")); i++) {
                for (var hook :
                        ada.get("/api/rooms/" + room + "/webhooks").body().path("webhooks")) {
                    ada.delete("/api/webhooks/" + hook.path("id").asLong());
                }
                said.clear();
                var made = ada.post(
                        "/api/rooms/" + room + "/webhooks",
                        Map.of("name", "n", "url", receiver.url(), "events", List.of("message.posted")));
                assertThat(made.status()).as(made.toString()).isEqualTo(201);
                say(there, "first " + i, said);
                int attempt = i;
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> receiver.received().stream()
                                .anyMatch(received -> received.said().equals("first " + attempt)));
            }
            for (int i = 0; i < 20; i++) {
                say(there, "then " + i, said);
            }
            nodes.get(1).kill();
            receiver.answerWith(204);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> receiver.taken().size() >= said.size());
            assertThat(receiver.taken().stream().map(Receiver.Received::said)).containsExactlyElementsOf(said);
            var first = receiver.received().stream()
                    .filter(received -> received.said().equals(said.get(0)))
                    .map(Receiver.Received::id)
                    .distinct();
            assertThat(first).hasSize(1);
        }
    }

    private void say(StompUser who, String body, List<String> said) {
        who.send(
                "/app/rooms/" + room + "/post",
                Map.of("clientId", "w-" + room + "-" + System.nanoTime(), "body", body));
        said.add(body);
    }

    /** The first column of all that is found, as text. */
    private List<String> query(String sql) {
        try (var connection = DriverManager.getConnection(database.getJdbcUrl("postgres", "postgres"));
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new AssertionError("The database did not answer", failure);
        }
    }

    /** What was said in the room, the newest first. */
    private List<String> said() {
        var bodies = new ArrayList<String>();
        long before = Long.MAX_VALUE;
        while (before > 1) {
            var page = ada.get("/api/rooms/" + room + "/messages?limit=100&before=" + before)
                    .body()
                    .path("messages");
            page.forEach(message -> bodies.add(message.path("body").asString()));
            before = page.isEmpty() ? 0 : page.path(page.size() - 1).path("seq").asLong();
        }
        return bodies;
    }

    private static long[] place(JsonNode tick) {
        return new long[] {tick.path("epoch").asLong(), tick.path("number").asLong()};
    }

    @Test
    void aNodeThatWasHeldUpBeyondItsLeaseSendsItsClientsAway() {
        newRoom();
        int alive = nodesKnown().size();
        try (var here = connect(0);
                var there = connect(2)) {
            var mine = follow(here);
            var others = follow(there);
            nodes.get(2).pause();
            var said = new HashSet<String>();
            var waiting = new ArrayList<String>();
            for (int i = 0; i < 50; i++) {
                here.send("/app/rooms/" + room + "/post", Map.of("clientId", "p" + i, "body", "p" + i));
                there.sendUnanswered("/app/rooms/" + room + "/post", Map.of("clientId", "q" + i, "body", "q" + i));
                said.add("p" + i);
                waiting.add("q" + i);
            }
            Awaitility.await().atMost(PROMISED).until(() -> mine.ids().containsAll(said));
            Awaitility.await().atMost(SOON).until(() -> nodesKnown().size() == alive - 1);
            nodes.get(2).resume();

            assertThat(there.closeCode()).isEqualTo(1012);
            Awaitility.await().atMost(SOON).until(() -> nodesKnown().size() == alive);
            // Whatever it still told before it closed was in order and nothing twice: the follower has checked it.
            others.seqs();
            // Whoever was sent away without an answer says it again.
            try (var again = connect(2)) {
                for (var id : waiting) {
                    again.send("/app/rooms/" + room + "/post", Map.of("clientId", id, "body", id));
                }
                said.addAll(waiting);
                Awaitility.await().atMost(PROMISED).until(() -> mine.ids().equals(said));
                assertThat(mine.seqs())
                        .isEqualTo(
                                LongStream.rangeClosed(1, said.size()).boxed().toList());
                assertThat(again.ask("/app/rooms/" + room).at("/room/head/seq").asLong())
                        .isEqualTo(said.size());
            }
        }
    }

    @Test
    void whoWasOnANodeThatDiesIsReconnectingAndComesBackOnAnother() {
        newRoom();
        var bob = new People(nodes.get(0).port()).register("bob");
        bob.join(room);
        try (var here = connect(0)) {
            var seen = here.subscribe("/topic/rooms/" + room + "/presence");
            var there = StompUser.connect(nodes.get(2).port(), bob.token());
            seen.next(event -> is(bob, "ONLINE", event));

            nodes.get(2).kill();

            seen.next(event -> is(bob, "DROPPED", event));
            try (var again = StompUser.connect(nodes.get(0).port(), bob.token())) {
                seen.next(event -> is(bob, "ONLINE", event));
                assertThat(again.ask("/app/rooms/" + room + "/presence")
                                .at("/counts/online")
                                .asInt())
                        .isEqualTo(2);
            }
            there.vanish();
        }
    }

    private static boolean is(Person who, String presence, JsonNode event) {
        return event.path("members")
                .valueStream()
                .anyMatch(member -> member.path("account").asLong() == who.id()
                        && member.path("presence").asString().equals(presence));
    }

    private void newRoom() {
        room = ada.createRoom("node failure " + System.nanoTime(), "PUBLIC");
    }

    private StompUser connect(int node) {
        return StompUser.connect(nodes.get(node).port(), ada.token());
    }

    private Follower follow(StompUser user) {
        return new Follower(user.subscribe("/topic/rooms/" + room));
    }

    /** Posts one after the other, until it may not any more or its node is gone. */
    private CompletableFuture<Void> talk(StompUser user, String name, AtomicBoolean more, Queue<String> acknowledged) {
        return CompletableFuture.runAsync(
                () -> {
                    for (int i = 0; more.get() && !user.isClosed(); i++) {
                        var id = name + i;
                        try {
                            user.sendUnanswered("/app/rooms/" + room + "/post", Map.of("clientId", id, "body", id))
                                    .get(StompUser.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                            acknowledged.add(id);
                        } catch (Exception unanswered) {
                            return;
                        }
                    }
                },
                threads);
    }

    private List<String> nodesKnown() {
        return query("select id from node where id not like 'lost%'");
    }
}

package io.confab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes, one database, one broker, and a network between them that fails. */
@ParameterizedClass
@MethodSource("clusters")
class RelayTests {

    private final RelayCluster cluster;
    private final Person ada;
    private final Person bob;
    private final long room;

    RelayTests(RelayCluster cluster) {
        this.cluster = cluster;
        this.ada = new People(cluster.left()).register("ada");
        this.bob = new People(cluster.right()).register("bob");
        this.room = ada.createRoom("relay-" + System.nanoTime(), "PUBLIC");
        bob.join(room);
    }

    static Stream<RelayCluster> clusters() {
        return Stream.of(TestBroker.Kind.values()).map(RelayCluster::new);
    }

    @BeforeParameterizedClassInvocation
    static void start(RelayCluster cluster) {
        cluster.start();
    }

    @AfterEach
    void heal() {
        cluster.heal();
    }

    @Test
    void carriesMessagesBothWays() {
        try (var here = StompUser.connect(cluster.left(), ada.token());
                var there = StompUser.connect(cluster.right(), bob.token())) {
            var adasInbox = here.subscribe("/topic/rooms/" + room);
            var bobsInbox = there.subscribe("/topic/rooms/" + room);
            double before = cluster.gapsRead();

            here.send("/app/rooms/" + room + "/post", Map.of("clientId", "1", "body", "from the left"));
            assertThat(bobsInbox.next("message.posted").at("/message/body").asString())
                    .isEqualTo("from the left");
            there.send("/app/rooms/" + room + "/post", Map.of("clientId", "2", "body", "from the right"));
            assertThat(adasInbox.next(
                            event -> event.at("/message/body").asString("").equals("from the right")))
                    .isNotNull();

            assertThat(cluster.gapsRead()).as("reads of the database").isEqualTo(before);
        }
    }

    @Test
    void carriesTypingOnce() {
        try (var here = StompUser.connect(cluster.left(), ada.token());
                var there = StompUser.connect(cluster.right(), bob.token())) {
            var adasInbox = here.subscribe("/topic/rooms/" + room + "/presence");
            var bobsInbox = there.subscribe("/topic/rooms/" + room + "/presence");

            here.send("/app/rooms/" + room + "/typing", Map.of());
            assertThat(bobsInbox.next("typing.started").at("/account/id").asLong())
                    .isEqualTo(ada.id());
            there.send("/app/rooms/" + room + "/typing", Map.of());
            assertThat(adasInbox.next("typing.started").at("/account/id").asLong())
                    .isEqualTo(ada.id());
            assertThat(adasInbox.next("typing.started").at("/account/id").asLong())
                    .isEqualTo(bob.id());
        }
    }

    @Test
    void losesNothingWhileTheBrokerIsGone() throws Exception {
        try (var talk = new Talk()) {
            talk.go(100);
            cluster.broker().stop();
            talk.go(200);
            talk.finish();
            cluster.broker().start();
            talk.go(200);
            talk.finish();
        }
    }

    @Test
    void showsALagThatGrowsWhileTheBrokerIsGone() throws Exception {
        cluster.broker().stop();
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> cluster.lags().stream().allMatch(lag -> lag > 1));
        cluster.broker().start();
        cluster.heal();
        Awaitility.await().until(() -> cluster.lags().stream().allMatch(lag -> lag < 1));
    }

    @Test
    void losesNothingWhenTheConnectionIsCut() throws Exception {
        try (var talk = new Talk()) {
            for (int i = 0; i < 5; i++) {
                talk.go(60);
                cluster.network().cut();
            }
            talk.go(100);
            talk.finish();
        }
    }

    @Test
    void losesNothingWhenTheBrokerIsSlow() throws Exception {
        try (var talk = new Talk()) {
            cluster.network().delay(150);
            talk.go(300);
            talk.finish();
        }
    }

    @Test
    void losesNothingWhenTheConnectionIsHalfOpen() throws Exception {
        try (var talk = new Talk()) {
            talk.go(100);
            cluster.network().silence(true);
            talk.go(200);
            talk.finish();
            cluster.network().silence(false);
            talk.go(100);
            talk.finish();
        }
    }

    @Test
    void losesNothingWhenFramesAreDroppedRepeatedAndReordered() throws Exception {
        long seed = System.nanoTime();
        try (var talk = new Talk()) {
            cluster.network().meddle(new Random(seed));
            talk.go(400);
            talk.finish();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("With the seed " + seed, failure);
        }
    }

    @Test
    void losesNothingOfADirectRoomEither() throws Exception {
        long direct = ada.post("/api/direct", Map.of("usernames", List.of(bob.username())))
                .body()
                .path("id")
                .asLong();
        long seed = System.nanoTime();
        try (var talk = new Talk(direct, "/user/queue/direct")) {
            talk.go(50);
            cluster.network().meddle(new Random(seed));
            talk.go(200);
            cluster.network().meddle(null);
            cluster.network().cut();
            talk.go(50);
            talk.finish();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("With the seed " + seed, failure);
        }
    }

    @Test
    void keepsReadsOfTheDatabaseFewWhileBothPost() throws Exception {
        double before = cluster.gapsRead();
        try (var talk = new Talk()) {
            talk.go(1000);
            talk.finish();
            assertThat(cluster.gapsRead() - before).isLessThan(talk.acknowledged.size() / 20.0);
        }
    }

    /** Both post and both read, and each must have everything once and in order. */
    private final class Talk implements AutoCloseable {

        private final StompUser here = StompUser.connect(cluster.left(), ada.token());
        private final StompUser there = StompUser.connect(cluster.right(), bob.token());
        private final long place;
        private final Follower adas;
        private final Follower bobs;
        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private int next;

        Talk() {
            this(room, "/topic/rooms/" + room);
        }

        Talk(long place, String destination) {
            this.place = place;
            this.adas = new Follower(here.subscribe(destination));
            this.bobs = new Follower(there.subscribe(destination));
        }

        /** So many posts by each, all of them acknowledged. */
        void go(int posts) throws Exception {
            var answers = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < posts; i++) {
                answers.add(post(here, "ada-" + next));
                answers.add(post(there, "bob-" + next));
                next++;
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        }

        private CompletableFuture<Void> post(StompUser user, String id) {
            return user.sendUnanswered("/app/rooms/" + place + "/post", Map.of("clientId", id, "body", id))
                    .thenRun(() -> acknowledged.add(id));
        }

        /** Within two seconds everybody has everything. */
        void finish() {
            for (var follower : List.of(adas, bobs)) {
                Awaitility.await()
                        .atMost(2, TimeUnit.SECONDS)
                        .untilAsserted(() -> assertThat(follower.seqs()).hasSize(acknowledged.size()));
                assertThat(follower.ids()).isEqualTo(new HashSet<>(acknowledged));
                assertThat(follower.seqs())
                        .isEqualTo(LongStream.rangeClosed(1, acknowledged.size())
                                .boxed()
                                .toList());
            }
        }

        @Override
        public void close() {
            here.close();
            there.close();
        }
    }
}

package io.confab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.confab.People.Answer;
import io.confab.People.Person;
import io.confab.cluster.Node;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What is decided on one node holds on the other, whether the broker is there or not. */
@ParameterizedClass
@MethodSource("clusters")
class ClusterTests {

    /** A second for the control log, and a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private final RelayCluster cluster;
    private final Person ada;
    private final Person bob;

    ClusterTests(RelayCluster cluster) {
        this.cluster = cluster;
        this.ada = new People(cluster.left()).register("ada");
        this.bob = new People(cluster.right()).register("bob");
    }

    static Stream<RelayCluster> clusters() {
        return Stream.of(new RelayCluster(TestBroker.Kind.ARTEMIS));
    }

    @BeforeParameterizedClassInvocation
    static void start(RelayCluster cluster) {
        cluster.start();
    }

    @AfterEach
    void heal() {
        cluster.heal();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTokenThatIsRevokedOnOneNodeEndsItsConnectionsToTheOther(boolean broker) {
        cluster.network().refuse(!broker);
        try (var connected = StompUser.connect(cluster.right(), ada.token())) {
            var token = ada.get("/api/tokens").body().at("/tokens/0/id").asString();

            assertThat(ada.delete("/api/tokens/" + token).status()).isEqualTo(204);

            Awaitility.await().atMost(SOON).until(connected::isClosed);
            assertThat(connected.closeCode()).isEqualTo(4001);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsRemovedOnOneNodeHearsNothingMoreOnTheOther(boolean broker) {
        long room = ada.createRoom("removed-" + System.nanoTime(), "PRIVATE");
        var carol = new People(cluster.right()).register("carol");
        for (var guest : List.of(bob, carol)) {
            ada.post("/api/rooms/" + room + "/invitations", Map.of("username", guest.username()));
            guest.join(room);
        }
        cluster.network().refuse(!broker);
        try (var removed = StompUser.connect(cluster.right(), bob.token());
                var member = StompUser.connect(cluster.right(), carol.token())) {
            var bobs = removed.subscribe("/topic/rooms/" + room);
            var carols = member.subscribe("/topic/rooms/" + room);

            assertThat(ada.delete("/api/rooms/" + room + "/members/" + bob.id()).status())
                    .isEqualTo(204);

            Awaitility.await().atMost(SOON.multipliedBy(2)).until(() -> {
                var said = UUID.randomUUID().toString();
                ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", said, "body", said));
                carols.next(event -> event.toString().contains(said));
                removed.ask("/app/sync"); // whatever was on its way to bob is here now
                return bobs.drain().stream().noneMatch(event -> event.toString().contains(said));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNameThatChangesOnOneNodeIsShownByTheOther(boolean broker) {
        long room = ada.createRoom("named-" + System.nanoTime(), "PUBLIC");
        ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "hello"));
        assertThat(author(room)).isEqualTo(ada.username());
        cluster.network().refuse(!broker);

        ada.patch("/api/accounts/me", Map.of("displayName", "Countess"));

        Awaitility.await().atMost(SOON).until(() -> author(room).equals("Countess"));
    }

    private String author(long room) {
        return bob.get("/api/rooms/" + room + "/messages")
                .body()
                .at("/messages/0/author/displayName")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theHeadsOfARoomThatMovesOnOneNodeAreToldOnTheOther(boolean broker) {
        long room = ada.createRoom("heads-" + System.nanoTime(), "PUBLIC");
        bob.join(room);
        cluster.network().refuse(!broker);
        try (var there = StompUser.connect(cluster.right(), bob.token())) {
            var heads = there.subscribe("/user/queue/heads");

            ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "hello"));

            assertThat(heads.next(event -> event.toString().contains("\"room\":" + room)
                            && event.toString().contains("\"unread\":1")))
                    .isNotNull();
        }
    }

    @Test
    void anAnnouncementIsHeardOnceByEverySessionOnBothNodes() {
        cluster.ofLeft(JdbcClient.class)
                .sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(ada.id())
                .update();
        var there = new People(cluster.right()).signedIn(ada);
        try (var adas = StompUser.connect(cluster.left(), ada.token());
                var adasToo = StompUser.connect(cluster.right(), ada.token());
                var bobs = StompUser.connect(cluster.right(), bob.token());
                var bobsToo = StompUser.connect(cluster.left(), bob.token())) {
            var inboxes = Stream.of(adas, adasToo, bobs, bobsToo)
                    .map(user -> user.subscribe("/topic/announcements"))
                    .toList();
            var once = Map.of("body", "maintenance at noon");
            assertThat(announced(ada.post("/api/push/announcements", once, "Idempotency-Key", "noon")))
                    .isTrue();
            // Whoever is not sure asks again, and perhaps another node.
            assertThat(announced(there.post("/api/push/announcements", once, "Idempotency-Key", "noon")))
                    .isFalse();
            assertThat(announced(there.post("/api/push/announcements", Map.of("body", "done"))))
                    .isTrue();

            for (var inbox : inboxes) {
                var heard = new ArrayList<String>();
                while (!heard.contains("done") || !heard.contains("maintenance at noon")) {
                    heard.add(inbox.next().path("body").asString());
                }
                assertThat(heard).containsExactlyInAnyOrder("maintenance at noon", "done");
            }
            // Whatever was on its way to them besides is there when these are.
            announced(ada.post("/api/push/announcements", Map.of("body", "from the left")));
            announced(there.post("/api/push/announcements", Map.of("body", "from the right")));
            for (var inbox : inboxes) {
                assertThat(List.of(inbox.next(), inbox.next()))
                        .extracting(event -> event.path("body").asString())
                        .containsExactlyInAnyOrder("from the left", "from the right");
            }
        }
    }

    private static boolean announced(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("sent").asBoolean();
    }

    /** Opened and written on the left, heard on the right by whoever was subscribed already, and by nobody else anywhere. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPrivateMessageReachesItsMembersOnBothNodesAndNobodyElse(boolean broker) {
        var carol = new People(cluster.right()).register("carol");
        var mallory = new People(cluster.right()).register("mallory");
        cluster.network().refuse(!broker);
        try (var here = StompUser.connect(cluster.left(), ada.token());
                var bobs = StompUser.connect(cluster.right(), bob.token());
                var bobsToo = StompUser.connect(cluster.left(), bob.token());
                var carols = StompUser.connect(cluster.right(), carol.token());
                var spyHere = StompUser.connect(cluster.left(), mallory.token());
                var spyThere = StompUser.connect(cluster.right(), mallory.token())) {
            var inboxes = Stream.of(here, bobs, bobsToo, carols)
                    .map(user -> user.subscribe("/user/queue/direct"))
                    .toList();
            var spied = Stream.of(spyHere, spyThere)
                    .map(user -> user.subscribe("/user/queue/direct"))
                    .toList();
            var opened = ada.post("/api/direct", Map.of("usernames", List.of(bob.username(), carol.username())));
            long room = opened.body().path("id").asLong();
            here.send("/app/rooms/" + room + "/post", Map.of("clientId", "1", "body", "first secret"));
            inboxes.forEach(inbox -> heard(inbox, "first secret"));

            // Accepted on the other node, answered there.
            for (var asked : List.of(bob, carol)) {
                assertThat(asked.put("/api/direct/requests/" + room).status()).isEqualTo(204);
            }
            bobs.send("/app/rooms/" + room + "/post", Map.of("clientId", "2", "body", "second secret"));
            inboxes.forEach(inbox -> heard(inbox, "second secret"));

            for (var spy : List.of(spyHere, spyThere)) {
                spy.subscribeUnanswered("/topic/rooms/" + room);
                assertThat(spy.nextError().path("code").asString()).isEqualTo("not-found");
                assertThat(spy.received()).noneMatch(frame -> frame.body().contains("secret"));
            }
            spied.forEach(inbox -> assertThat(inbox.drain()).isEmpty());
        }
    }

    /** Committed, and told to nobody: the comparison of heads finds it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasNeverToldOfADirectRoomIsFoundByItsHead(boolean broker) {
        cluster.network().refuse(!broker);
        long room = ada.post("/api/direct", Map.of("usernames", List.of(bob.username())))
                .body()
                .path("id")
                .asLong();
        try (var there = StompUser.connect(cluster.right(), bob.token())) {
            var inbox = there.subscribe("/user/queue/direct");
            var jdbc = cluster.ofLeft(JdbcClient.class);
            jdbc.sql("""
                            insert into message (id, room, seq, rev, body_rev, author, client_id, body, created_at)
                            values (nextval('message_id'), ?, 1, 2, 2, ?, 'crash', 'told by nobody', current_timestamp)""").params(room, ada.id()).update();
            jdbc.sql("update room set head_rev = 2, head_seq = 1, moved_at = current_timestamp where id = ?")
                    .param(room)
                    .update();

            heard(inbox, "told by nobody");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoLeavesADirectRoomOnOneNodeHearsNothingMoreOnTheOther(boolean broker) {
        var carol = new People(cluster.right()).register("carol");
        long room = ada.post("/api/direct", Map.of("usernames", List.of(bob.username(), carol.username())))
                .body()
                .path("id")
                .asLong();
        cluster.network().refuse(!broker);
        try (var leaver = StompUser.connect(cluster.right(), bob.token());
                var member = StompUser.connect(cluster.right(), carol.token())) {
            var bobs = leaver.subscribe("/user/queue/direct");
            var carols = member.subscribe("/user/queue/direct");

            assertThat(new People(cluster.left())
                            .signedIn(bob)
                            .delete("/api/rooms/" + room + "/members/me")
                            .status())
                    .isEqualTo(204);

            Awaitility.await().atMost(SOON.multipliedBy(2)).until(() -> {
                var said = UUID.randomUUID().toString();
                post(room, said);
                heard(carols, said);
                leaver.ask("/app/sync"); // whatever was on its way to bob is here now
                return bobs.drain().stream().noneMatch(event -> event.toString().contains(said));
            });
        }
    }

    /** Whoever was asked has not accepted, so ada has only a few messages; what counts here comes from the database. */
    @ParameterizedTest
    @CsvSource({
        "true, MUTE, mutedUntil, muted",
        "false, MUTE, mutedUntil, muted",
        "true, READ_ONLY, readOnlyUntil, read-only",
        "false, READ_ONLY, readOnlyUntil, read-only"
    })
    void whoIsHeldBackOnOneNodeIsSilentOnTheOtherUntilItIsOver(
            boolean broker, String kind, String until, String refusal) {
        long room = ada.createRoom("muted-" + System.nanoTime(), "PUBLIC");
        bob.join(room);
        cluster.network().refuse(!broker);
        try (var muted = StompUser.connect(cluster.right(), bob.token())) {
            muted.listenForErrors();
            var notices = muted.subscribe("/user/queue/notices");
            var log = muted.subscribe("/topic/rooms/" + room);

            sanction(ada, bob, kind, room, Instant.now().plus(SOON));

            var notice = notices.next("sanction.imposed").path("sanction");
            assertThat(notice.path("reason").asString()).isEqualTo("noise");
            assertThat(memberIn(log.next(ClusterTests::hasMember)).has(until)).isTrue();
            assertThat(said(bob, room).body().path("code").asString()).isEqualTo(refusal);
            say(muted, room);
            assertThat(muted.nextError().path("code").asString()).isEqualTo(refusal);
            Awaitility.await()
                    .atMost(SOON.multipliedBy(3))
                    .until(() -> said(bob, room).status() == 201);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsKickedOutOfARoomOnOneNodeSaysNothingMoreThereOnTheOther(boolean broker) {
        long room = ada.createRoom("kicked-" + System.nanoTime(), "PUBLIC");
        bob.join(room);
        cluster.network().refuse(!broker);
        try (var kicked = StompUser.connect(cluster.right(), bob.token())) {
            kicked.listenForErrors();
            var notices = kicked.subscribe("/user/queue/notices");

            sanction(ada, bob, "KICK", room, null);

            var notice = notices.next("sanction.imposed").path("sanction");
            assertThat(notice.path("kind").asString()).isEqualTo("KICK");
            assertThat(notice.path("reason").asString()).isEqualTo("noise");
            say(kicked, room);
            assertThat(kicked.nextError().path("code").asString()).isEqualTo("not-a-member");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsBannedOnOneNodeIsOutOfTheOther(boolean broker) {
        long room = ada.createRoom("banned-" + System.nanoTime(), "PUBLIC");
        bob.join(room);
        var root = new People(cluster.left()).register("root");
        cluster.ofLeft(JdbcClient.class)
                .sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(root.id())
                .update();
        cluster.network().refuse(!broker);
        try (var banned = StompUser.connect(cluster.right(), bob.token())) {
            var sanction = sanction(root, bob, "BAN", null, Instant.now().plusSeconds(3600));
            Awaitility.await().atMost(SOON).until(banned::isClosed);

            assertThat(banned.closeCode()).isEqualTo(4003);
            assertThat(bob.get("/api/rooms").body().path("code").asString()).isEqualTo("banned");
            try (var again = StompUser.open(cluster.right())) {
                var refused = again.connect(
                        Map.of("accept-version", "1.2", "host", "confab", "Authorization", "Bearer " + bob.token()));
                assertThat(refused.command()).isEqualTo("ERROR");
                assertThat(refused.body()).contains("noise");
            }

            assertThat(root.delete("/api/moderation/sanctions/" + sanction).status())
                    .isEqualTo(204);
            assertThat(bob.get("/api/rooms").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsBannedFromARoomOnOneNodeHearsNothingMoreOnTheOther(boolean broker) {
        long room = ada.createRoom("barred-" + System.nanoTime(), "PUBLIC");
        bob.join(room);
        cluster.network().refuse(!broker);
        try (var barred = StompUser.connect(cluster.right(), bob.token())) {
            barred.listenForErrors();
            var notices = barred.subscribe("/user/queue/notices");
            var log = barred.subscribe("/topic/rooms/" + room);

            sanction(ada, bob, "BAN", room, null);
            notices.next("sanction.imposed");

            Awaitility.await().atMost(SOON.multipliedBy(2)).until(() -> {
                log.drain();
                post(room, UUID.randomUUID().toString());
                barred.subscribeUnanswered("/topic/rooms/" + room);
                return barred.nextError().path("code").asString().equals("banned") && log.isEmpty();
            });
        }
    }

    private static long sanction(Person by, Person whom, String kind, @Nullable Long room, @Nullable Instant until) {
        var order = new HashMap<String, Object>(Map.of("account", whom.username(), "kind", kind, "reason", "noise"));
        if (room != null) {
            order.put("room", room);
        }
        if (until != null) {
            order.put("until", until.toString());
        }
        var answer = by.post("/api/moderation/sanctions", order);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.body().path("id").asLong();
    }

    private static void say(StompUser user, long room) {
        user.sendUnanswered("/app/rooms/" + room + "/post", Map.of("clientId", UUID.randomUUID(), "body", "hello"));
    }

    private Answer said(Person author, long room) {
        var clientId = UUID.randomUUID().toString();
        return new People(cluster.right())
                .signedIn(author)
                .post("/api/rooms/" + room + "/messages", Map.of("clientId", clientId, "body", clientId));
    }

    private static boolean hasMember(JsonNode event) {
        return event.has("member") || event.path("members").size() > 0;
    }

    private static JsonNode memberIn(JsonNode event) {
        return event.has("member")
                ? event.path("member")
                : event.path("members").path(0);
    }

    private void post(long room, String body) {
        cluster.ofLeft(JdbcClient.class)
                .sql("delete from direct_request where room = ?")
                .param(room)
                .update();
        ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", body, "body", body));
    }

    private static void heard(StompUser.Inbox inbox, String body) {
        inbox.next(event -> event.path("from").isNumber() && event.toString().contains(body));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSlowRoomIsAsSlowForWhoSpeaksOnTwoNodesAtOnce(boolean broker) {
        cluster.network().refuse(!broker);
        long room = ada.createRoom("slow-" + System.nanoTime(), "PUBLIC");
        bob.join(room);
        assertThat(ada.patch("/api/rooms/" + room, Map.of("slowSeconds", 3600)).status())
                .isEqualTo(200);
        var bobs = List.of(bob, new People(cluster.left()).signedIn(bob));

        var answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> bobs.get(i % 2)
                        .post(
                                "/api/rooms/" + room + "/messages",
                                Map.of("clientId", "slow-" + i, "body", "Number " + i))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.body().path("code").asString().equals("slow-mode"));
        var later = bobs.get(1).get("/api/rooms/" + room + "/messages").body().path("messages");
        assertThat(later.size()).isEqualTo(1);
    }

    @Test
    void aNodeThatTheOthersGaveUpBeginsAnew() {
        var node = cluster.ofLeft(Node.class);
        var before = node.id();
        try (var connected = StompUser.connect(cluster.left(), ada.token())) {
            cluster.ofLeft(JdbcClient.class)
                    .sql("delete from node where id = ?")
                    .param(before)
                    .update();

            Awaitility.await().atMost(SOON).until(connected::isClosed);
            assertThat(connected.closeCode()).isEqualTo(1012);
        }
        assertThat(node.id()).isNotEqualTo(before);
        try (var again = StompUser.connect(cluster.left(), ada.token())) {
            assertThat(again.ask("/app/sync")).isNotNull();
        }
    }

    @Test
    void aLeaseThatRanOutIsNobodysUnlessTheNodeIsGone() {
        var jdbc = cluster.ofLeft(JdbcClient.class);
        jdbc.sql(
                        "insert into node (id, started_at, lease_until) values ('dead', current_timestamp, current_timestamp - interval '1' second)")
                .update();

        Awaitility.await()
                .atMost(SOON)
                .until(() -> jdbc.sql("select count(*) from node where id = 'dead' or report = 'dead'")
                                .query(Integer.class)
                                .single()
                        == 0);
        assertThat(jdbc.sql("select count(*) from node").query(Integer.class).single())
                .isEqualTo(2);
    }
}

package io.confab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import io.confab.stomp.StompUser.Inbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Private messages, from client to client, with somebody who listens everywhere else. */
@ServerTest
class DirectTests {

    private static final String QUEUE = "/user/queue/direct";

    @LocalServerPort
    int port;

    Person ada;
    Person bob;
    Person mallory;
    long lobby;

    @BeforeEach
    void people() {
        var people = new People(port);
        ada = people.register("ada");
        bob = people.register("bob");
        mallory = people.register("mallory");
        lobby = ada.createRoom("lobby-" + UUID.randomUUID(), "PUBLIC");
        bob.join(lobby);
        mallory.join(lobby);
    }

    @Test
    void reachesEverySessionOfEveryMemberAndNobodyElse() {
        long room = open(ada, bob);
        try (var desk = connect(ada);
                var phone = connect(bob);
                var tablet = connect(bob);
                var spy = connect(mallory)) {
            var inboxes = List.of(desk.subscribe(QUEUE), phone.subscribe(QUEUE), tablet.subscribe(QUEUE));
            var bobsOwn = bobsOther(phone);
            var overheard = everywhere(spy, room);

            desk.send("/app/direct/" + bob.username() + "/post", Map.of("clientId", "1", "body", "a secret"));
            phone.send("/app/rooms/" + room + "/post", Map.of("clientId", "2", "body", "a secret answer"));

            for (var inbox : inboxes) {
                assertThat(said(inbox, "a secret").path("seq").asLong()).isEqualTo(1);
                assertThat(said(inbox, "a secret answer").path("seq").asLong()).isEqualTo(2);
            }
            settle(spy, phone);
            assertThat(heard(overheard)).noneMatch(event -> event.toString().contains("secret"));
            assertThat(heard(bobsOwn)).noneMatch(event -> event.toString().contains("secret"));
            assertThat(spy.received()).noneMatch(frame -> frame.body().contains("secret"));
        }
    }

    @Test
    void refusesASubscriptionOfItsTopicsToEverybody() {
        long room = open(ada, bob);
        try (var member = connect(ada);
                var spy = connect(mallory)) {
            for (var somebody : List.of(member, spy)) {
                for (var topic : List.of("/topic/rooms/" + room, "/topic/rooms/" + room + "/presence")) {
                    somebody.subscribeUnanswered(topic);
                    assertThat(somebody.nextError().path("code").asString()).isEqualTo("not-found");
                }
                somebody.subscribeUnanswered("/user/queue/direct/" + room);
                assertThat(somebody.nextError().path("code").asString()).isEqualTo("unknown-destination");
            }
            spy.subscribeUnanswered("/app/rooms/" + room);
            assertThat(spy.nextError().path("code").asString()).isEqualTo("not-found");
        }
    }

    @Test
    void isNotFoundByAnybodyElseOverHttp() {
        long room = open(ada, bob);

        for (var path : List.of("", "/members", "/messages", "/changes?since=0&epoch=1")) {
            assertThat(mallory.get("/api/rooms/" + room + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(mallory.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "hi"))
                        .status())
                .isEqualTo(404);
        assertThat(mallory.put("/api/direct/requests/" + room).status()).isEqualTo(404);
        assertThat(mallory.put("/api/rooms/" + room + "/members/me").status()).isEqualTo(404);
        assertThat(mallory.get("/api/rooms").body().toString()).doesNotContain("\"id\":" + room + ",");
    }

    @Test
    void beginsToArriveWhereItIsOpenedLater() {
        try (var desk = connect(ada);
                var phone = connect(bob)) {
            var here = desk.subscribe(QUEUE);
            var there = phone.subscribe(QUEUE);

            desk.send("/app/direct/" + bob.username() + "/post", Map.of("clientId", "1", "body", "the first"));
            desk.send("/app/direct/" + bob.username() + "/post", Map.of("clientId", "1", "body", "the first"));

            assertThat(said(here, "the first").path("seq").asLong()).isEqualTo(1);
            assertThat(said(there, "the first").path("seq").asLong()).isEqualTo(1);
            desk.send("/app/direct/" + bob.username() + "/post", Map.of("clientId", "2", "body", "the second"));
            assertThat(said(there, "the second").path("seq").asLong()).isEqualTo(2);
        }
    }

    /** Several rooms over one subscription: each follows on itself. */
    @Test
    void keepsTheOrderOfEachRoom() {
        var others = List.of(bob, mallory);
        var rooms = others.stream().map(other -> open(ada, other)).toList();
        try (var desk = connect(ada);
                var bobs = connect(bob);
                var mallorys = connect(mallory)) {
            var inbox = desk.subscribe(QUEUE);
            var mine = new HashMap<Long, Long>();

            for (int i = 0; i < 40; i++) {
                bobs.sendUnanswered("/app/rooms/" + rooms.get(0) + "/post", Map.of("clientId", "b" + i, "body", "b"));
                mallorys.sendUnanswered(
                        "/app/rooms/" + rooms.get(1) + "/post", Map.of("clientId", "m" + i, "body", "m"));
            }

            Awaitility.await().until(() -> {
                for (var event : inbox.drain()) {
                    var held = mine.put(
                            event.path("room").asLong(), event.path("rev").asLong());
                    if (held != null) {
                        assertThat(event.path("from").asLong()).isEqualTo(held);
                    }
                }
                return rooms.stream().allMatch(room -> mine.getOrDefault(room, 0L) == 41);
            });
        }
    }

    /** Whatever commits between the receipt and the snapshot is heard; whatever committed before is in the snapshot. */
    @Test
    void losesNothingBetweenTheReceiptAndTheSnapshot() throws Exception {
        long room = open(ada, bob);
        try (var talking = connect(bob)) {
            var posts = new Thread(() -> IntStream.range(0, 200)
                    .forEach(i -> talking.send(
                            "/app/rooms/" + room + "/post", Map.of("clientId", "p" + i, "body", "post " + i))));
            posts.start();
            for (int round = 0; posts.isAlive(); round++) {
                try (var joining = connect(ada)) {
                    var inbox = joining.subscribe(QUEUE);
                    var snapshot = joining.ask("/app/rooms/" + room);
                    long mine = snapshot.path("rev").asLong();
                    long head = joining.ask("/app/rooms/" + room).path("rev").asLong();
                    while (mine < head) {
                        var event = inbox.next();
                        assertThat(event.path("from").asLong())
                                .as("round %s", round)
                                .isLessThanOrEqualTo(mine);
                        mine = Math.max(mine, event.path("rev").asLong());
                    }
                }
            }
            posts.join();
        }
    }

    @Test
    void whoWasAwayFindsEverything() {
        long room = open(ada, bob);
        IntStream.range(0, 3)
                .forEach(i -> ada.post(
                        "/api/rooms/" + room + "/messages", Map.of("clientId", "c" + i, "body", "message " + i)));

        try (var back = connect(bob)) {
            var sync = back.ask("/app/sync");
            var entry = entry(sync.path("rooms"), room);
            assertThat(entry.path("unread").asInt()).isEqualTo(3);
            assertThat(entry.at("/room/kind").asString()).isEqualTo("DIRECT");
            assertThat(entry.at("/room/members")).hasSize(2);
            var changes = bob.get("/api/rooms/" + room + "/changes?since=0&epoch="
                            + sync.path("epoch").asLong())
                    .body();
            assertThat(changes.path("messages")).hasSize(3);
        }
    }

    @Test
    void whoLeavesHearsNothingMore() {
        long room = open(ada, bob, mallory);
        try (var desk = connect(ada);
                var phone = connect(bob)) {
            var here = desk.subscribe(QUEUE);
            var there = phone.subscribe(QUEUE);

            assertThat(bob.delete("/api/rooms/" + room + "/members/me").status())
                    .isEqualTo(204);
            desk.send("/app/rooms/" + room + "/post", Map.of("clientId", "1", "body", "without bob"));

            assertThat(said(here, "without bob")).isNotNull();
            settle(phone);
            assertThat(there.drain()).noneMatch(event -> event.toString().contains("without bob"));
        }
    }

    @Test
    void anEndedSubscriptionHearsNothingMore() {
        long room = open(ada, bob);
        try (var phone = connect(bob)) {
            var ended = phone.subscribe(QUEUE);
            ended.unsubscribe();
            var other = phone.subscribe(QUEUE);

            ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "hello"));

            assertThat(said(other, "hello")).isNotNull();
            assertThat(ended.isEmpty()).isTrue();
        }
    }

    @Test
    void tellsOfARequestAndCarriesItUntilItIsAccepted() {
        var stranger = new People(port).register("stranger");
        try (var phone = connect(bob)) {
            var notices = phone.subscribe("/user/queue/notices");
            var heads = phone.subscribe("/user/queue/heads");
            try (var theirs = connect(stranger)) {
                theirs.send("/app/direct/" + bob.username() + "/post", Map.of("clientId", "1", "body", "hello"));
            }
            var notice = notices.next("direct.requested");
            assertThat(notice.at("/from/id").asLong()).isEqualTo(stranger.id());
            long room = notice.at("/room/id").asLong();
            assertThat(request(heads, room).at("/request/from/id").asLong()).isEqualTo(stranger.id());
            assertThat(entry(phone.ask("/app/sync").path("rooms"), room)
                            .at("/request/from/id")
                            .asLong())
                    .isEqualTo(stranger.id());

            assertThat(bob.put("/api/direct/requests/" + room).status()).isEqualTo(204);

            Awaitility.await()
                    .until(() -> !heads.next(
                                    event -> !entry(event.path("rooms"), room).isMissingNode())
                            .toString()
                            .contains("request"));
            assertThat(bob.get("/api/direct/requests").body().path("requests")).isEmpty();
        }
    }

    @Test
    void whoIsBlockedCannotTell() {
        long room = open(ada, bob);
        bob.put("/api/blocks/" + ada.username());
        mallory.patch("/api/settings/direct", Map.of("accept", "NOBODY"));

        var blocked = ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "hello"));
        var refused = ada.post("/api/direct", Map.of("usernames", List.of(mallory.username())));
        var carol = new People(port).register("carol");
        carol.put("/api/blocks/" + ada.username());
        var alike = ada.post("/api/direct", Map.of("usernames", List.of(carol.username())));

        assertThat(blocked.status()).isEqualTo(403);
        assertThat(blocked.body().path("code").asString()).isEqualTo("no-direct-messages");
        assertThat(alike).isEqualTo(refused);
        assertThat(blocked.body()).isEqualTo(with(refused.body(), blocked.body()));
        try (var desk = connect(ada)) {
            desk.sendUnanswered("/app/direct/" + bob.username() + "/post", Map.of("clientId", "2", "body", "hello"));
            assertThat(desk.nextError().path("code").asString()).isEqualTo("no-direct-messages");
            desk.sendUnanswered("/app/direct/" + carol.username() + "/post", Map.of("clientId", "3", "body", "hello"));
            assertThat(desk.nextError().path("code").asString()).isEqualTo("no-direct-messages");
        }
        assertThat(ada.post("/api/rooms/" + lobby + "/messages", Map.of("clientId", "1", "body", "hello"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatIsTypedAndReadIsToldToTheMembersAlone() {
        long room = open(ada, bob);
        ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "hello"));
        try (var desk = connect(ada);
                var phone = connect(bob);
                var spy = connect(mallory)) {
            var here = desk.subscribe(QUEUE);
            var overheard = everywhere(spy, room);

            phone.send("/app/rooms/" + room + "/typing", Map.of());
            phone.send("/app/rooms/" + room + "/read", Map.of("seq", 1));

            assertThat(here.next("typing.started").at("/account/id").asLong()).isEqualTo(bob.id());
            var moved = here.next("cursor.moved");
            assertThat(moved.path("seq").asLong()).isEqualTo(1);
            assertThat(moved.path("account").asLong()).isEqualTo(bob.id());
            assertThat(desk.ask("/app/rooms/" + room).at("/readers/0/seq").asLong())
                    .isEqualTo(1);
            settle(spy);
            assertThat(heard(overheard)).noneMatch(event -> event.toString().contains("\"room\":" + room));
        }
    }

    private StompUser connect(Person person) {
        return StompUser.connect(port, person.token());
    }

    private static long open(Person opener, Person... others) {
        var usernames = java.util.Arrays.stream(others).map(Person::username).toList();
        var answer = opener.post("/api/direct", Map.of("usernames", usernames));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.body().path("id").asLong();
    }

    /** Every place where somebody might overhear what is none of their business. */
    private List<Inbox> everywhere(StompUser spy, long room) {
        var inboxes = new ArrayList<Inbox>();
        for (var destination : List.of(
                QUEUE,
                "/user/queue/heads",
                "/user/queue/notices",
                "/topic/rooms/" + lobby,
                "/topic/rooms/" + lobby + "/presence")) {
            inboxes.add(spy.subscribe(destination));
        }
        inboxes.add(spy.subscribeUnanswered("/topic/rooms/" + room));
        inboxes.add(spy.subscribeUnanswered("/topic/rooms/" + room + "/presence"));
        inboxes.add(spy.subscribeUnanswered("/user/queue/direct/" + room));
        return inboxes;
    }

    private List<Inbox> bobsOther(StompUser phone) {
        return List.of(
                phone.subscribe("/topic/rooms/" + lobby),
                phone.subscribe("/topic/rooms/" + lobby + "/presence"),
                phone.subscribe("/user/queue/notices"));
    }

    /** The message, for which this waits; it may come in a frame of its own or among others. */
    private static JsonNode said(Inbox inbox, String body) {
        while (true) {
            var event = inbox.next();
            var messages = event.has("message") ? List.of(event.path("message")) : event.path("messages");
            for (var message : messages) {
                if (message.path("body").asString().equals(body)) {
                    return message;
                }
            }
        }
    }

    private static List<JsonNode> heard(List<Inbox> inboxes) {
        return inboxes.stream().flatMap(inbox -> inbox.drain().stream()).toList();
    }

    /** Whatever was on its way to them is here now. */
    private static void settle(StompUser... users) {
        for (var user : users) {
            user.ask("/app/sync");
        }
    }

    private static JsonNode entry(JsonNode rooms, long room) {
        for (var entry : rooms) {
            if (entry.at("/room/id").asLong(0) == room || entry.path("room").asLong(0) == room) {
                return entry;
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    private static JsonNode request(Inbox heads, long room) {
        var event = heads.next(frame -> entry(frame.path("rooms"), room).has("request"));
        return entry(event.path("rooms"), room);
    }

    /** The same answer to a request of another path. */
    private static JsonNode with(JsonNode answer, JsonNode other) {
        var copy = (tools.jackson.databind.node.ObjectNode) answer.deepCopy();
        if (other.has("instance")) {
            copy.set("instance", other.path("instance"));
        }
        return copy;
    }
}

package io.confab;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

import static io.confab.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/** What other programs push, at a real server. */
@ServerTest
class PushTests {

    private static final String KEY = "Idempotency-Key";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Person root;
    Person ada;
    Person bob;
    long room;

    @BeforeEach
    void people() {
        var people = new People(port);
        root = people.register("root");
        jdbc.sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(root.id())
                .update();
        ada = people.register("ada");
        bob = people.register("bob");
        room = ada.createRoom("push-" + UUID.randomUUID(), "PUBLIC");
        bob.join(room);
    }

    private static String feed() {
        return "test." + UUID.randomUUID();
    }

    @Test
    void aPushToARoomIsAMessageOfItsLogAndIsAnsweredWithItsPlace() {
        try (var listener = StompUser.connect(port, bob.token())) {
            var log = listener.subscribe("/topic/rooms/" + room);
            var pushed = ada.with("push:rooms").post("/api/push/rooms/" + room, Map.of("body", "the build is green"));

            assertThat(pushed.status()).isEqualTo(201);
            var message = log.next("message.posted").path("message");
            assertThat(message.path("body").asString()).isEqualTo("the build is green");
            for (var part : List.of("id", "seq", "rev")) {
                assertThat(pushed.body().path(part)).isEqualTo(message.path(part));
            }
        }
    }

    @Test
    void whatIsPushedAgainUnderItsKeyActsOnce() {
        var path = "/api/push/rooms/" + room;
        var first = ada.post(path, Map.of("body", "once"), KEY, "build 17");
        var again = ada.post(path, Map.of("body", "once"), KEY, "build 17");
        assertThat(again.body()).isEqualTo(first.body());
        var another = ada.post(path, Map.of("body", "twice"), KEY, "build 18");
        assertThat(another.body().path("seq").asLong())
                .isEqualTo(first.body().path("seq").asLong() + 1);
        // Another's key is another key.
        var bobs = bob.post(path, Map.of("body", "mine"), KEY, "build 17");
        assertThat(bobs.body().path("seq").asLong())
                .isEqualTo(another.body().path("seq").asLong() + 1);
        assertRefused(ada.post(path, Map.of("body", "x"), KEY, "k".repeat(201)), 400, "invalid");
    }

    @Test
    void aPushToAPersonIsAPrivateMessage() {
        try (var listener = StompUser.connect(port, bob.token())) {
            var direct = listener.subscribe("/user/queue/direct");
            var pushed = ada.with("push:accounts")
                    .post("/api/push/accounts/" + bob.username(), Map.of("body", "your disk is full"));

            assertThat(pushed.status()).isEqualTo(201);
            var message = direct.next("message.posted").path("message");
            assertThat(message.path("body").asString()).isEqualTo("your disk is full");
            assertThat(message.path("id")).isEqualTo(pushed.body().path("id"));
        }
    }

    @Test
    void aTokenPushesOnlyWhatItsScopesSay() {
        var rooms = ada.with("push:rooms");
        assertRefused(rooms.post("/api/push/accounts/" + bob.username(), Map.of("body", "x")), 403, "forbidden");
        assertRefused(rooms.get("/api/rooms"), 403, "forbidden");
        assertRefused(ada.with("read", "write").post("/api/push/rooms/" + room, Map.of("body", "x")), 403, "forbidden");
        assertRefused(root.with("push:rooms").post("/api/push/feeds/" + feed(), Map.of("a", 1)), 403, "forbidden");
    }

    @Test
    void whoMayNotPostThereDoesNotPushThere() {
        long closed = ada.createRoom("closed-" + UUID.randomUUID(), "PRIVATE");
        assertRefused(bob.post("/api/push/rooms/" + closed, Map.of("body", "let me in")), 404, "not-found");
        assertRefused(ada.post("/api/push/rooms/" + room, Map.of("body", "")), 400, "invalid");
        assertRefused(ada.post("/api/push/accounts/nobody-at-all", Map.of("body", "x")), 404, "not-found");
    }

    @Test
    void aFeedHasTheValueThatWasPushedLastAndTellsChangesOnly() {
        var name = feed();
        var path = "/api/push/feeds/" + name;
        assertThat(root.post(path, Map.of("load", 1)).body().path("sent").asBoolean())
                .isTrue();
        try (var listener = StompUser.connect(port, bob.token())) {
            var values = listener.subscribe("/topic/feeds/" + name);
            assertThat(listener.ask("/app/feeds/" + name).at("/last/value/load").asInt())
                    .isEqualTo(1);
            assertThat(root.post(path, Map.of("load", 1)).body().path("sent").asBoolean())
                    .isFalse();
            root.post(path, List.of("any", "JSON"));

            var changed = values.next();
            assertThat(changed.path("type").asString()).isEqualTo("feed.changed");
            assertThat(changed.path("value").path(1).asString()).isEqualTo("JSON");
            assertThat(changed.path("number").asLong()).isEqualTo(2);
        }
        assertThat(bob.get("/api/feeds/" + name).body().at("/last/value/0").asString())
                .isEqualTo("any");
        assertThat(bob.get("/api/feeds").body().path("feeds").toString()).contains(name, "clock", "quotes");
    }

    @Test
    void feedsOfSourcesAndOddNamesTakeNothingAndUsersPushNone() {
        assertRefused(root.post("/api/push/feeds/clock", Map.of("time", "noon")), 400, "invalid");
        assertRefused(root.post("/api/push/feeds/UP", Map.of("a", 1)), 400, "invalid");
        assertRefused(ada.post("/api/push/feeds/" + feed(), Map.of("a", 1)), 403, "forbidden");
        assertRefused(root.post("/api/push/feeds/" + feed(), Map.of("a", "x".repeat(33_000))), 400, "invalid");
    }

    @Test
    void anAnnouncementReachesEverybodyOnceAndIsForThoseOfRank() {
        assertRefused(ada.post("/api/push/announcements", Map.of("body", "free beer")), 403, "forbidden");
        try (var listener = StompUser.connect(port, bob.token())) {
            var heard = listener.subscribe("/topic/announcements");
            var body = "maintenance at noon " + UUID.randomUUID();
            assertThat(root.post("/api/push/announcements", Map.of("body", body), KEY, body)
                            .body()
                            .path("sent")
                            .asBoolean())
                    .isTrue();
            assertThat(root.post("/api/push/announcements", Map.of("body", body), KEY, body)
                            .body()
                            .path("sent")
                            .asBoolean())
                    .isFalse();
            root.post("/api/push/announcements", Map.of("body", "done"));

            assertThat(heard.next().path("body").asString()).isEqualTo(body);
            var last = heard.next();
            assertThat(last.path("body").asString()).isEqualTo("done");
            assertThat(last.path("by").path("username").asString()).isEqualTo(root.username());
        }
    }

    @Test
    void aKeyIsOneForEachFeedAndAnotherForAnnouncements() {
        var key = "reading " + UUID.randomUUID();
        for (var path : List.of("feeds/" + feed(), "feeds/" + feed(), "announcements")) {
            var body = Map.of("body", key);
            assertThat(root.post("/api/push/" + path, body, KEY, key).body().path("sent"))
                    .as(path)
                    .isEqualTo(BooleanNode.TRUE);
        }
    }

    @Test
    void aPartThatFailsDoesNotHideWhatBecameOfTheOthers() {
        var broken = feed();
        var constraint = "broken_" + UUID.randomUUID().toString().replace("-", "");
        jdbc.sql("alter table feed add constraint " + constraint + " check (name <> '" + broken + "')")
                .update();
        try {
            root.join(room);
            var batch = Map.of(
                    "pushes",
                    List.of(
                            Map.of("feed", broken, "value", 1),
                            Map.of("room", room, "body", "said all the same"),
                            Map.of("feed", feed(), "value", 3)));
            var answer = root.post("/api/push", batch);

            assertThat(answer.status()).isEqualTo(200);
            var results = answer.body().path("results");
            assertThat(results.at("/0/code").asString()).isEqualTo("internal");
            assertThat(results.at("/1/seq").asLong()).isPositive();
            assertThat(results.at("/2/sent").asBoolean()).isTrue();
        } finally {
            jdbc.sql("alter table feed drop constraint " + constraint).update();
        }
    }

    @Test
    void ofABatchEachIsJudgedByItself() {
        var name = feed();
        var batch = Map.of(
                "pushes",
                List.of(
                        Map.of("room", room, "body", "one"),
                        Map.of("room", 999_999_999, "body", "two"),
                        Map.of("account", bob.username(), "body", "three"),
                        Map.of("feed", name, "value", 4),
                        Map.of("body", "five"),
                        Map.of("everybody", true, "body", "six")));
        var program = root.with("push:rooms", "push:accounts", "push:feeds");
        root.join(room);
        var results = program.post("/api/push", batch, KEY, "batch").body().path("results");
        assertThat(results.path(0).path("seq").asLong()).isPositive();
        assertThat(results.path(1).path("code").asString()).isEqualTo("not-found");
        assertThat(results.path(2).path("id").asLong()).isPositive();
        assertThat(results.path(3).path("sent").asBoolean()).isTrue();
        assertThat(results.path(4).path("code").asString()).isEqualTo("invalid");
        assertThat(results.path(5).path("code").asString()).isEqualTo("forbidden");

        JsonNode again = program.post("/api/push", batch, KEY, "batch").body().path("results");
        assertThat(again.path(0)).isEqualTo(results.path(0));
        assertThat(again.path(2)).isEqualTo(results.path(2));
        assertThat(again.path(3).path("sent").asBoolean()).isFalse();
        assertRefused(root.post("/api/push", Map.of("pushes", List.of())), 400, "invalid");
    }
}

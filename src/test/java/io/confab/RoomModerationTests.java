package io.confab;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What those hear who moderate a room, and who does not: docs/protocol.md, "Reports and cases". */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoomModerationTests {

    private static final AtomicInteger ROOMS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Person owner;
    Person moderator;
    Person member;
    long room;

    @BeforeAll
    void people() {
        var people = new People(port);
        owner = people.register("owner");
        moderator = people.register("moderator");
        member = people.register("member");
    }

    @BeforeEach
    void aRoom() {
        room = owner.createRoom("moderation " + ROOMS.incrementAndGet(), "PUBLIC");
        moderator.join(room);
        member.join(room);
        appoint("MODERATOR");
    }

    private void appoint(String role) {
        assertThat(owner.patch(memberPath(), Map.of("role", role)).status()).isEqualTo(200);
    }

    private String memberPath() {
        return "/api/rooms/" + room + "/members/" + moderator.id();
    }

    private String topic() {
        return "/topic/rooms/" + room + "/moderation";
    }

    private String mute() {
        return owner.post(
                        "/api/moderation/sanctions",
                        Map.of("account", member.username(), "kind", "MUTE", "room", room, "reason", "noise"))
                .body()
                .path("id")
                .asString();
    }

    @Test
    void theyHearOfCasesSanctionsAndAppealsOfTheirRoom() {
        var message = member.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "noise"))
                .body()
                .path("id");
        try (var watching = StompUser.connect(port, moderator.token())) {
            var inbox = watching.subscribe(topic());

            owner.post(
                    "/api/reports", Map.of("room", room, "message", message.asLong(), "category", "SPAM", "text", "x"));
            var moved = inbox.next("case.changed");
            assertThat(moved.path("id").asString())
                    .isEqualTo(moderator
                            .get("/api/moderation/cases?room=" + room)
                            .body()
                            .path("cases")
                            .path(0)
                            .path("id")
                            .asString());

            var sanction = mute();
            assertThat(inbox.next("sanction.changed").path("id").asString()).isEqualTo(sanction);
            member.post("/api/moderation/sanctions/" + sanction + "/appeal", Map.of("text", "It was my cat."));
            assertThat(inbox.next("sanction.changed").path("id").asString()).isEqualTo(sanction);
        }
    }

    @Test
    void whatIsModeratedInARoomThatOneDoesNotSeeIsOfNoRoomAtAll() {
        var hidden = owner.createRoom("hidden-" + room, "PRIVATE");
        for (var list : List.of("cases", "sanctions")) {
            var path = "/api/moderation/" + list + "?room=";
            People.assertRefused(member.get(path + hidden), 404, "not-found");
            People.assertRefused(member.get(path + Long.MAX_VALUE), 404, "not-found");
            People.assertRefused(member.get(path + room), 403, "forbidden");
        }
    }

    @Test
    void anAppealAgainstASanctionOfNoCaseWaitsInTheirQueueAndSomebodyElseAnswersIt() {
        assertThat(moderator
                        .post(
                                "/api/rooms/" + room + "/commands",
                                Map.of("text", "/mute @" + member.username() + " noise"))
                        .status())
                .isEqualTo(204);
        var mine = member.get("/api/moderation/sanctions/mine").body().path("sanctions");
        assertThat(mine.path(0).path("room").path("id").asLong()).isEqualTo(room);
        var path = "/api/moderation/sanctions/" + mine.path(0).path("id").asLong();

        assertThat(member.post(path + "/appeal", Map.of("text", "It was my cat."))
                        .status())
                .isEqualTo(200);
        People.assertRefused(member.post(path + "/appeal", Map.of("text", "Really.")), 409, "stale");
        assertThat(waiting(moderator, "&room=" + room)).containsExactly("It was my cat.");
        assertThat(waiting(owner, "&room=" + room)).containsExactly("It was my cat.");

        var answer = Map.of("outcome", "LIFTED", "text", "Cats do that.");
        People.assertRefused(moderator.post(path + "/answer", answer), 403, "forbidden");
        assertThat(owner.post(path + "/answer", answer).status()).isEqualTo(200);
        assertThat(waiting(owner, "&room=" + room)).isEmpty();
        assertThat(member.post("/api/rooms/" + room + "/messages", Map.of("clientId", "2", "body", "hello"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anAppealAgainstASanctionOfNoCaseWaitsForThoseWhoModerateTheServer() {
        var people = new People(port);
        var one = staff(people.register("one"));
        var other = staff(people.register("other"));
        var guilty = people.register("guilty");
        var path = "/api/moderation/sanctions/"
                + one.post(
                                "/api/moderation/sanctions",
                                Map.of("account", guilty.username(), "kind", "MUTE", "reason", "noise"))
                        .body()
                        .path("id")
                        .asLong();
        guilty.post(path + "/appeal", Map.of("text", "It was my dog."));

        assertThat(waiting(other, "")).contains("It was my dog.");
        var answer = Map.of("outcome", "UPHELD", "text", "No, it was not.");
        People.assertRefused(one.post(path + "/answer", answer), 403, "forbidden");
        assertThat(other.post(path + "/answer", answer).status()).isEqualTo(200);
        assertThat(waiting(other, "")).doesNotContain("It was my dog.");
    }

    private Person staff(Person person) {
        jdbc.sql("update account set role = 'MODERATOR' where id = ?")
                .param(person.id())
                .update();
        return person;
    }

    /** The appeals that somebody sees to wait for an answer. */
    private static List<String> waiting(Person reader, String scope) {
        return reader.get("/api/moderation/sanctions?appealed=true" + scope)
                .body()
                .path("sanctions")
                .valueStream()
                .map(sanction -> sanction.path("appeal").path("text").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demoted", "removed", "left"})
    void whoeverModeratesTheRoomNoLongerHearsNothingMore(String how) {
        try (var watching = StompUser.connect(port, moderator.token());
                var owners = StompUser.connect(port, owner.token())) {
            var inbox = watching.subscribe(topic());
            var another = owners.subscribe(topic());
            mute();
            inbox.next("sanction.changed");
            another.next("sanction.changed");

            switch (how) {
                case "demoted" -> appoint("MEMBER");
                case "removed" -> owner.delete(memberPath());
                default -> moderator.delete("/api/rooms/" + room + "/members/me");
            }
            mute();

            another.next("sanction.changed");
            // What is asked now is answered after whatever was pushed before.
            watching.ask("/app/sync");
            assertThat(inbox.isEmpty()).isTrue();
        }
    }

    @Test
    void inAPublicRoomWhoeverModeratesTheServerNoLongerHearsNothingMore() {
        var root = new People(port).register("root");
        jdbc.sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(root.id())
                .update();
        var warden = new People(port).register("warden");
        become(root, warden, "MODERATOR");
        try (var watching = StompUser.connect(port, warden.token())) {
            var inbox = watching.subscribe(topic());
            mute();
            inbox.next("sanction.changed");

            become(root, warden, "USER");

            Awaitility.await().until(() -> {
                inbox.drain();
                return !heardAfterAnotherMute(inbox, watching);
            });
        }
    }

    private boolean heardAfterAnotherMute(StompUser.Inbox inbox, StompUser watching) {
        try (var owners = StompUser.connect(port, owner.token())) {
            var another = owners.subscribe(topic());
            mute();
            another.next("sanction.changed");
            watching.ask("/app/sync");
            return !inbox.isEmpty();
        }
    }

    private static void become(Person root, Person who, String role) {
        assertThat(root.patch("/api/admin/accounts/" + who.username(), Map.of("role", role))
                        .status())
                .isEqualTo(204);
    }
}

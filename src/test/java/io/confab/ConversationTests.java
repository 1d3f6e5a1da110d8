package io.confab;

import java.util.List;
import java.util.Map;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole server, with people who talk to it as any client does. Each test has a room of its own. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class ConversationTests {

    @LocalServerPort
    int port;

    Person ada;
    Person bob;
    long room;

    @BeforeEach
    void aRoomOfTwo(TestInfo test) {
        var people = new People(port);
        ada = people.register("ada");
        bob = people.register("bob");
        room = ada.createRoom(test.getTestMethod().orElseThrow().getName(), "PUBLIC");
        bob.join(room);
    }

    StompUser connect(Person person) {
        return StompUser.connect(port, person.token());
    }

    String topic() {
        return "/topic/rooms/" + room;
    }

    String app(String command) {
        return "/app/rooms/" + room + "/" + command;
    }

    @Test
    void deliversAPostedMessageToEveryMemberOfTheRoom() {
        try (var a = connect(ada);
                var b = connect(bob)) {
            var inboxes = List.of(a.subscribe(topic()), b.subscribe(topic()));
            a.send(app("post"), Map.of("clientId", "1", "body", "hello"));
            for (var inbox : inboxes) {
                var event = inbox.next("message.posted");
                assertThat(event.path("rev").asLong())
                        .isEqualTo(event.path("from").asLong() + 1);
                assertThat(event.path("message").path("body").asString()).isEqualTo("hello");
                assertThat(event.path("message").path("author").path("username").asString())
                        .isEqualTo(ada.username());
            }
        }
    }

    @Test
    void showsEditsReactionsAndDeletesToTheOthers() {
        try (var a = connect(ada);
                var b = connect(bob)) {
            var inbox = b.subscribe(topic());
            a.send(app("post"), Map.of("clientId", "1", "body", "helo"));
            var posted = inbox.next("message.posted").path("message");
            long id = posted.path("id").asLong();
            a.send(
                    app("edit"),
                    Map.of(
                            "clientId",
                            "2",
                            "message",
                            id,
                            "body",
                            "hello",
                            "rev",
                            posted.path("rev").asLong()));
            assertThat(inbox.next("message.edited").path("message").path("body").asString())
                    .isEqualTo("hello");
            b.send(app("react"), Map.of("clientId", "3", "message", id, "emoji", "👍", "action", "ADD"));
            var reaction = inbox.next("message.reacted")
                    .path("message")
                    .path("reactions")
                    .path(0);
            assertThat(reaction.path("emoji").asString()).isEqualTo("👍");
            assertThat(reaction.path("count").asInt()).isEqualTo(1);
            a.send(app("delete"), Map.of("clientId", "4", "message", id));
            var deleted = inbox.next("message.deleted").path("message");
            assertThat(deleted.path("body").asString()).isEmpty();
            assertThat(deleted.hasNonNull("deletedAt")).isTrue();
        }
    }

    @Test
    void refusesWhatOneMayNotDoAndChangesNothing() {
        var stranger = new People(port).register("stranger");
        try (var a = connect(ada);
                var s = connect(stranger)) {
            var inbox = a.subscribe(topic());
            s.sendUnanswered(app("post"), Map.of("clientId", "1", "body", "hello"));
            var error = s.nextError();
            assertThat(error.path("code").asString()).isEqualTo("not-a-member");
            assertThat(error.path("clientId").asString()).isEqualTo("1");
            s.sendUnanswered("/app/rooms/999999/post", Map.of("clientId", "2", "body", "hello"));
            assertThat(s.nextError().path("code").asString()).isEqualTo("not-found");
            a.sendUnanswered(app("post"), Map.of("clientId", "3", "body", "x".repeat(4001)));
            assertThat(a.nextError().path("code").asString()).isEqualTo("invalid");
            a.send(app("post"), Map.of("clientId", "4", "body", "x".repeat(4000)));
            assertThat(inbox.next("message.posted")
                            .path("message")
                            .path("clientId")
                            .asString())
                    .isEqualTo("4");
        }
    }

    @Test
    void endsTheSubscriptionsOfWhoIsRemoved() {
        try (var a = connect(ada);
                var b = connect(bob)) {
            var inbox = b.subscribe(topic());
            var notices = b.subscribe("/user/queue/notices");
            assertThat(ada.delete("/api/rooms/" + room + "/members/" + bob.id()).status())
                    .isEqualTo(204);
            var notice = notices.next("membership.ended");
            assertThat(notice.path("reason").asString()).isEqualTo("REMOVED");
            a.send(app("post"), Map.of("clientId", "1", "body", "among us"));
            b.sendUnanswered(app("post"), Map.of("clientId", "1", "body", "still here?"));
            assertThat(b.nextError().path("code").asString()).isEqualTo("not-a-member");
            assertThat(inbox.drain())
                    .noneMatch(event -> event.path("type").asString().startsWith("message"));
        }
    }

    @Test
    void hidesAPrivateRoomFromStrangers() {
        var secret = ada.createRoom("secret of " + ada.username(), "PRIVATE");
        assertThat(bob.get("/api/rooms/" + secret).status()).isEqualTo(404);
        assertThat(bob.get("/api/rooms/" + secret + "/messages").status()).isEqualTo(404);
        assertThat(bob.get("/api/rooms/" + secret + "/changes?since=0&epoch=1").status())
                .isEqualTo(404);
        assertThat(bob.put("/api/rooms/" + secret + "/members/me").status()).isEqualTo(404);
        try (var b = connect(bob)) {
            b.subscribeUnanswered("/topic/rooms/" + secret);
            assertThat(b.nextError().path("code").asString()).isEqualTo("not-found");
            b.subscribeUnanswered("/app/rooms/" + secret);
            assertThat(b.nextError().path("code").asString()).isEqualTo("not-found");
            b.subscribeUnanswered("/topic/rooms/" + secret + "/presence");
            assertThat(b.nextError().path("code").asString()).isEqualTo("not-found");
        }
    }

    @Test
    void showsWhoTypesToWhoLooks() {
        try (var a = connect(ada);
                var b = connect(bob)) {
            var presence = b.subscribe(topic() + "/presence");
            a.send(app("typing"), Map.of());
            var typing = presence.next("typing.started");
            assertThat(typing.path("account").path("username").asString()).isEqualTo(ada.username());
            assertThat(typing.path("room").asLong()).isEqualTo(room);
        }
    }

    @Test
    void answersARepeatedPostLikeTheFirst() {
        try (var a = connect(ada)) {
            var inbox = a.subscribe(topic());
            for (int i = 0; i < 3; i++) {
                a.send(app("post"), Map.of("clientId", "same", "body", "once"));
            }
            a.send(app("post"), Map.of("clientId", "next", "body", "twice"));
            inbox.next("message.posted");
            assertThat(inbox.next("message.posted")
                            .path("message")
                            .path("clientId")
                            .asString())
                    .isEqualTo("next");
            var again = ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "same", "body", "once"));
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body().path("seq").asLong()).isEqualTo(1);
        }
    }

    @Test
    void logsNeitherWhatIsSaidNorWhoProvesWhat(CapturedOutput output) {
        try (var a = connect(ada);
                var stranger = StompUser.open(port)) {
            a.send(app("post"), Map.of("clientId", "1", "body", "sesame-said"));
            a.sendUnanswered(app("post"), "{\"clientId\":\"2\",\"body\":[\"sesame-malformed\"]}");
            a.nextError();
            a.sendUnanswered("/app/unknown", Map.of("body", "sesame-unknown"));
            a.nextError();
            ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "", "body", "sesame-http"));
            stranger.connect(Map.of("Authorization", "Bearer sesame-token"));
            stranger.closeCode();
        }
        assertThat(output.getAll()).doesNotContain("sesame").doesNotContain(ada.token());
    }

    @Test
    void closesTheConnectionsOfARevokedToken() {
        var id = ada.get("/api/tokens").body().path("tokens").path(0).path("id").asString();
        try (var a = connect(ada)) {
            assertThat(ada.delete("/api/tokens/" + id).status()).isEqualTo(204);
            assertThat(a.closeCode()).isEqualTo(4001);
        }
        try (var again = StompUser.open(port)) {
            var answer = again.connect(Map.of("Authorization", "Bearer " + ada.token()));
            assertThat(answer.header("code")).isEqualTo("unauthenticated");
        }
    }

    @Test
    void tellsOfUnreadMessagesWithinASecondAndOfReadingOnTheOtherDevice() {
        try (var a = connect(ada);
                var desk = connect(bob);
                var phone = connect(bob)) {
            var deskHeads = desk.subscribe("/user/queue/heads");
            var phoneHeads = phone.subscribe("/user/queue/heads");
            a.send(app("post"), Map.of("clientId", "1", "body", "one"));
            a.send(app("post"), Map.of("clientId", "2", "body", "two"));
            for (var heads : List.of(deskHeads, phoneHeads)) {
                heads.next(event -> unread(event) == 2);
            }
            desk.send(app("read"), Map.of("seq", 1));
            phoneHeads.next(event -> unread(event) == 1);
            var sync = phone.ask("/app/sync");
            var mine = sync.path("rooms")
                    .valueStream()
                    .filter(entry -> entry.path("room").path("id").asLong() == room)
                    .findFirst()
                    .orElseThrow();
            assertThat(mine.path("unread").asInt()).isEqualTo(1);
            assertThat(mine.path("lastRead").asLong()).isEqualTo(1);
        }
    }

    private long unread(tools.jackson.databind.JsonNode event) {
        return event.path("rooms")
                .valueStream()
                .filter(entry -> entry.path("room").asLong() == room)
                .mapToLong(entry -> entry.path("unread").asLong())
                .findFirst()
                .orElse(-1);
    }
}

package io.confab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.confab.People.Answer;
import io.confab.People.Person;
import io.confab.stomp.StompUser;
import io.confab.stomp.StompUser.Frame;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a running server sends over STOMP is what it says of itself: people who do everything, and each frame that comes of it. */
@ServerTest
class StompFramesTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private JsonNode document = JSON.missingNode();
    private StompChannels sent = new StompChannels(document, "send");
    private StompChannels taken = new StompChannels(document, "receive");

    private final Set<String> told = new TreeSet<>();
    private final Set<Frame> seen = new HashSet<>();
    private final Set<String> addresses = new TreeSet<>();
    private final Set<String> messages = new TreeSet<>();
    private final Map<String, StompUser> sessions = new LinkedHashMap<>();
    private People people;
    private Person root;
    private Person ada;
    private Person bob;
    private long room;
    private String rooms;
    // What is over before it was told is not told any more: some are waited for.
    private StompUser.Inbox notices;

    @BeforeEach
    void people() {
        people = new People(port);
        document = people.ask("GET", "/api/asyncapi.json", null).body();
        sent = new StompChannels(document, "send");
        taken = new StompChannels(document, "receive");
        root = people.register("root");
        jdbc.sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(root.id())
                .update();
        ada = people.register("ada");
        bob = people.register("bob");
        room = ada.createRoom("frames of " + ada.id(), "PUBLIC");
        rooms = "/api/rooms/" + room;
        bob.join(room);
        notices = connect(bob).subscribe("/user/queue/notices");
    }

    @AfterEach
    void end() {
        sessions.values().forEach(StompUser::close);
    }

    private StompUser connect(Person person, String... destinations) {
        var user = sessions.computeIfAbsent(person.username(), name -> StompUser.connect(port, person.token()));
        for (var destination : destinations) {
            user.subscribe(destination);
        }
        return user;
    }

    private void tell(Person who, String destination, Object body) {
        told.add(taken.address(destination));
        taken.message(destination, JSON.valueToTree(body));
        connect(who).send(destination, body);
    }

    private static JsonNode done(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.body();
    }

    private long say(Person who, String body) {
        return done(who.post(
                        rooms + "/messages",
                        Map.of("clientId", UUID.randomUUID().toString(), "body", body)))
                .path("id")
                .asLong();
    }

    private List<Frame> frames() {
        return sessions.values().stream()
                .flatMap(session -> session.received().stream())
                .filter(frame -> frame.command().equals("MESSAGE"))
                .toList();
    }

    @Test
    void eachIsWhatTheDocumentSaysAndNothingOfItIsMissing() {
        listen();
        talk();
        comeAndGo();
        talkInPrivate();
        beThere();
        moderate();
        push();
        for (var question : List.of(
                "/app/sync",
                "/app/sanctions",
                "/app/rooms/" + room,
                "/app/rooms/" + room + "/presence",
                "/app/feeds/clock")) {
            connect(bob).ask(question);
        }
        connect(bob).sendUnanswered("/app/rooms/" + room + "/post", Map.of("body", "without a name"));

        Awaitility.await("all that the document has").atMost(SOON).until(this::missing, List::isEmpty);
        assertThat(told)
                .as("of the document (right), taken by the server (left)")
                .isEqualTo(taken.addresses());
    }

    /** Looks at each frame once, and says what of the document none of them was. */
    private List<String> missing() {
        for (var frame : frames()) {
            if (seen.add(frame)) {
                messages.add(sent.message(frame));
                addresses.add(sent.address(StompChannels.destination(frame)));
            }
        }
        return sent.missing(addresses, messages);
    }

    private void listen() {
        var topic = "/topic/rooms/" + room;
        connect(
                ada,
                topic,
                topic + "/presence",
                topic + "/moderation",
                "/user/queue/direct",
                "/user/queue/heads",
                "/user/queue/presence",
                "/topic/feeds/clock",
                "/topic/announcements");
        connect(bob, "/user/queue/direct");
        connect(root, "/topic/admin/figures", "/topic/admin/cases", "/topic/admin/sanctions");
    }

    private void talk() {
        var app = "/app/rooms/" + room;
        tell(ada, app + "/post", Map.of("clientId", "1", "body", "Hello, @" + bob.username() + "!"));
        notices.next("mention.created");
        var message = ada.get(rooms + "/messages").body().at("/messages/0");
        long id = message.path("id").asLong();
        long rev = message.path("rev").asLong();
        tell(ada, app + "/edit", Map.of("clientId", "2", "message", id, "body", "Hi!", "rev", rev));
        tell(bob, app + "/react", Map.of("clientId", "3", "message", id, "emoji", "👍", "action", "ADD"));
        tell(ada, app + "/pin", Map.of("clientId", "4", "message", id, "action", "ADD"));
        tell(bob, app + "/typing", Map.of());
        tell(bob, app + "/read", Map.of("seq", message.path("seq").asLong()));
        tell(ada, app + "/delete", Map.of("clientId", "5", "message", id, "reason", "It was a try."));
        say(bob, "Taken away, and brought back");
        var purge = done(ada.post(
                "/api/moderation/purges",
                Map.of(
                        "account",
                        bob.username(),
                        "room",
                        room,
                        "since",
                        Instant.now().minus(Duration.ofMinutes(5)).toString(),
                        "reason",
                        "noise")));
        done(ada.delete("/api/moderation/purges/" + purge.path("id").asLong()));
    }

    private void comeAndGo() {
        var carol = people.register("carol");
        carol.join(room);
        done(ada.patch(rooms + "/members/" + carol.id(), Map.of("role", "MODERATOR")));
        done(carol.delete(rooms + "/members/me"));
        carol.join(room);
        done(ada.delete(rooms + "/members/" + carol.id()));
        done(ada.patch(rooms, Map.of("description", "Where everything happens")));

        long club = ada.createRoom("the club of " + ada.id(), "PRIVATE");
        done(ada.post("/api/rooms/" + club + "/invitations", Map.of("username", bob.username())));
        notices.next("invitation.created");
        bob.join(club);
        done(ada.delete("/api/rooms/" + club + "/members/" + bob.id()));
    }

    private void talkInPrivate() {
        tell(ada, "/app/direct/" + bob.username() + "/post", Map.of("clientId", "6", "body", "Between us."));
        long direct = done(ada.post("/api/direct", Map.of("usernames", List.of(bob.username()))))
                .path("id")
                .asLong();
        tell(bob, "/app/rooms/" + direct + "/typing", Map.of());
        tell(bob, "/app/rooms/" + direct + "/read", Map.of("seq", 1));
        var stranger = people.register("stranger");
        tell(stranger, "/app/direct/" + bob.username() + "/post", Map.of("clientId", "7", "body", "May I?"));
    }

    private void beThere() {
        tell(ada, "/app/presence/watch", Map.of("accounts", List.of(bob.id())));
        tell(bob, "/app/presence", Map.of("idle", true));
        done(ada.put("/api/presence", Map.of("availability", "DO_NOT_DISTURB", "status", Map.of("text", "testing"))));
    }

    private void moderate() {
        var noise = say(ada, "Something to report");
        done(bob.post("/api/reports", Map.of("room", room, "message", noise, "category", "SPAM", "text", "noise")));
        var reported = root.get("/api/moderation/cases?room=" + room).body().at("/cases/0/id");
        done(root.post(
                "/api/moderation/cases/" + reported.asLong() + "/close",
                Map.of("outcome", "DISMISSED", "note", "It is none.")));
        var mute = done(ada.post(
                "/api/moderation/sanctions",
                Map.of("account", bob.username(), "kind", "MUTE", "room", room, "reason", "noise")));
        notices.next("sanction.imposed");
        connect(bob).ask("/app/sanctions");
        done(ada.delete("/api/moderation/sanctions/" + mute.path("id").asLong()));
    }

    private void push() {
        done(root.post("/api/push/announcements", Map.of("body", "Maintenance at noon")));
    }

    /** As the frame of the server is, with something changed. */
    private Frame aFrame(String destination, ObjectNode body) {
        var text = JSON.writeValueAsString(body);
        return new Frame(
                "MESSAGE",
                Map.of(
                        "subscription", "sub-1",
                        "destination", destination,
                        "message-id", "e-1",
                        "content-type", "application/json",
                        "content-length", Integer.toString(text.length())),
                text);
    }

    @Test
    void aFrameThatTheDocumentDoesNotHaveIsFound() {
        var changed = JSON.createObjectNode().put("type", "case.changed").put("id", 7);
        assertThat(sent.message(aFrame("/topic/admin/cases", changed))).isEqualTo("case.changed");
        var wrong = new ArrayList<Frame>();
        wrong.add(aFrame("/topic/admin/others", changed));
        wrong.add(aFrame("/topic/admin/sanctions", changed));
        wrong.add(aFrame("/topic/admin/cases", changed.deepCopy().put("type", "case.opened")));
        wrong.add(aFrame("/topic/admin/cases", changed.deepCopy().put("id", "7")));
        wrong.add(aFrame("/topic/admin/cases", changed.deepCopy().put("secret", 7)));
        var headers = new LinkedHashMap<>(wrong.get(0).headers());
        headers.put("destination", "/topic/admin/cases");
        headers.put("secret", "7");
        wrong.add(new Frame("MESSAGE", headers, JSON.writeValueAsString(changed)));
        for (var frame : wrong) {
            assertThatExceptionOfType(AssertionError.class).as(frame.toString()).isThrownBy(() -> sent.message(frame));
        }
    }

    @Test
    void aMessageThatIsNeverSentIsFound() {
        ((ObjectNode) document.at("/channels/adminCases/messages"))
                .putObject("case.opened")
                .put("$ref", "#/components/messages/sync");
        var more = new StompChannels(document, "send");
        assertThat(more.missing(sent.addresses(), sent.messages())).isEmpty();
        ((ObjectNode) document.path("components").path("messages"))
                .set("case.opened", JSON.createObjectNode().putObject("payload"));
        ((ObjectNode) document.at("/channels/adminCases/messages/case.opened"))
                .put("$ref", "#/components/messages/case.opened");
        assertThat(new StompChannels(document, "send").missing(sent.addresses(), sent.messages()))
                .containsExactly("case.opened");
    }
}

package io.confab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.confab.People.Answer;
import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static io.confab.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** Bots: what they may do, who holds their tokens, and that nobody gets around anything with them. */
@ServerTest
class BotTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Person root;
    Person ada;
    Person eve;
    Person bot;
    long room;

    @BeforeEach
    void people() {
        var people = new People(port);
        root = people.register("root");
        jdbc.sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(root.id())
                .update();
        ada = people.register("ada");
        eve = people.register("eve");
        bot = ada.bot("bot");
        room = ada.createRoom("bots-" + UUID.randomUUID(), "PUBLIC");
    }

    private String path() {
        return "/api/bots/" + bot.username();
    }

    private List<JsonNode> audited(Person target) {
        return root.get("/api/admin/audit?target=" + target.username())
                .body()
                .path("entries")
                .valueStream()
                .toList();
    }

    private static void restrain(Person by, Person whom, String kind) {
        var answer = by.post(
                "/api/moderation/sanctions", Map.of("account", whom.username(), "kind", kind, "reason", "a test"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    @Test
    void aBotSpeaksAsPeopleDoAndIsSeenToBeOne() {
        bot.join(room);
        try (var listener = StompUser.connect(port, ada.token());
                var program = StompUser.connect(port, bot.token())) {
            var log = listener.subscribe("/topic/rooms/" + room);
            program.send("/app/rooms/" + room + "/post", Map.of("clientId", "1", "body", "Beep."));
            ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "Hello."));

            assertThat(log.next("message.posted")
                            .path("message")
                            .path("author")
                            .path("bot")
                            .asBoolean())
                    .isTrue();
            assertThat(log.next("message.posted").path("message").path("author").has("bot"))
                    .isFalse();
        }
        assertThat(ada.get("/api/rooms/" + room + "/members")
                        .body()
                        .path("members")
                        .valueStream())
                .extracting(member -> member.path("account").path("bot").asBoolean(false))
                .containsExactlyInAnyOrder(false, true);
        assertThat(eve.get("/api/accounts?query=" + bot.username())
                        .body()
                        .path("accounts")
                        .path(0)
                        .path("bot")
                        .asBoolean())
                .isTrue();
        assertThat(bot.get("/api/session").body().path("account").path("bot").asBoolean())
                .isTrue();
    }

    @Test
    void aBotHasNoPasswordAndGetsNone() {
        assertRefused(
                new People(port).ask("POST", "/api/session", Map.of("username", bot.username(), "password", "")),
                401,
                "bad-credentials");
        assertRefused(root.post("/api/admin/accounts/" + bot.username() + "/password", Map.of()), 400, "invalid");
    }

    @Test
    void aBotChangesNothingOfItsOwnAccount() {
        assertRefused(bot.post("/api/tokens", Map.of("name", "another")), 403, "forbidden");
        assertRefused(bot.get("/api/tokens"), 403, "forbidden");
        assertRefused(bot.patch("/api/accounts/me", Map.of("displayName", "Root")), 403, "forbidden");
        assertRefused(bot.post("/api/bots", Map.of("username", "child-" + bot.username())), 403, "forbidden");
        assertRefused(
                ada.post(path() + "/tokens", Map.of("name", "all", "scopes", List.of("read", "account"))),
                400,
                "invalid");
    }

    @Test
    void aTokenOfABotIsShownOnceCoversItsScopesAndIsRevokedByItsOwner() {
        var given = ada.post(path() + "/tokens", Map.of("name", "reads", "scopes", List.of("read", "stomp")));
        var reader = bot.by(given.body().path("token").asString());

        assertThat(reader.get("/api/rooms/" + room).status()).isEqualTo(200);
        assertRefused(reader.put("/api/rooms/" + room + "/members/me"), 403, "forbidden");
        assertThat(ada.get(path() + "/tokens").body().path("tokens").valueStream())
                .extracting(token -> token.path("name").asString(), token -> token.has("token"))
                .contains(tuple("reads", false));
        try (var connected = StompUser.connect(port, reader.token())) {
            assertThat(ada.delete(path() + "/tokens/" + given.body().path("id").asString())
                            .status())
                    .isEqualTo(204);
            assertThat(connected.closeCode()).isEqualTo(4001);
        }
        assertRefused(reader.get("/api/rooms/" + room), 401, "unauthenticated");
        assertThat(bot.get("/api/rooms/" + room).status()).isEqualTo(200);
    }

    @Test
    void onlyItsOwnerAndAdministratorsManageABot() {
        assertRefused(eve.get(path() + "/tokens"), 404, "not-found");
        assertRefused(eve.post(path() + "/tokens", Map.of("name", "mine now")), 404, "not-found");
        assertRefused(eve.patch(path(), Map.of("displayName", "Eve's")), 404, "not-found");
        assertRefused(ada.patch("/api/bots/" + eve.username(), Map.of("disabled", true)), 404, "not-found");

        assertThat(root.patch(path(), Map.of("displayName", "Announcer"))
                        .body()
                        .path("account")
                        .path("displayName")
                        .asString())
                .isEqualTo("Announcer");
        assertThat(ada.get("/api/bots")
                        .body()
                        .path("bots")
                        .path(0)
                        .path("account")
                        .path("displayName")
                        .asString())
                .isEqualTo("Announcer");
        assertThat(eve.get("/api/bots").body().path("bots")).isEmpty();
    }

    @Test
    void aBotThatIsSwitchedOffIsOutAndComesBackWithNewTokensOnly() {
        try (var connected = StompUser.connect(port, bot.token())) {
            assertThat(ada.patch(path(), Map.of("disabled", true)).body().has("disabledAt"))
                    .isTrue();
            assertThat(connected.closeCode()).isEqualTo(4001);
        }
        assertRefused(ada.post(path() + "/tokens", Map.of("name", "too early")), 400, "invalid");
        assertThat(ada.patch(path(), Map.of("disabled", false)).status()).isEqualTo(200);

        assertRefused(bot.get("/api/rooms"), 401, "unauthenticated");
        var given = ada.post(path() + "/tokens", Map.of("name", "anew"));
        assertThat(bot.by(given.body().path("token").asString())
                        .get("/api/rooms")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void somebodyHasAFewBotsAndAnAdministratorAsManyAsItTakes() {
        for (int more = 1; more < 5; more++) {
            ada.bot("more");
        }
        assertRefused(ada.post("/api/bots", Map.of("username", "sixth-" + bot.username())), 403, "forbidden");
        assertThat(ada.get("/api/bots").body().path("limit").asInt()).isEqualTo(5);
        for (int more = 0; more < 6; more++) {
            root.bot("roots");
        }
        assertThat(root.get("/api/bots").body().path("bots")).hasSize(6);
    }

    @Test
    void aNameIsTakenOnce() {
        assertRefused(eve.post("/api/bots", Map.of("username", bot.username())), 409, "username-taken");
        assertRefused(eve.post("/api/bots", Map.of("username", "everyone")), 409, "username-taken");
        assertRefused(eve.post("/api/bots", Map.of("username", "no spaces")), 400, "invalid");
    }

    @Test
    void aBotNeverGetsARole() {
        assertRefused(
                root.patch("/api/admin/accounts/" + bot.username(), Map.of("role", "MODERATOR")), 403, "forbidden");
    }

    @Test
    void whatHoldsBackItsOwnerHoldsBackTheBot() {
        bot.join(room);
        restrain(root, ada, "MUTE");
        assertRefused(
                bot.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "Hello.")), 403, "muted");
        try (var program = StompUser.connect(port, bot.token())) {
            program.listenForErrors();
            program.sendUnanswered("/app/rooms/" + room + "/post", Map.of("clientId", "2", "body", "Hello."));
            assertThat(program.nextError().path("code").asString()).isEqualTo("muted");

            restrain(root, ada, "BAN");
            assertThat(program.closeCode()).isEqualTo(4003);
        }
        assertRefused(bot.get("/api/rooms"), 403, "banned");
    }

    @Test
    void theBotsOfWhomeverIsDisabledAreOut() {
        try (var connected = StompUser.connect(port, bot.token())) {
            root.patch("/api/admin/accounts/" + ada.username(), Map.of("disabled", true));
            assertThat(connected.closeCode()).isEqualTo(4001);
        }
        assertRefused(bot.get("/api/rooms"), 401, "unauthenticated");
    }

    @Test
    void whoeverIsBannedFromARoomSendsNoBotThere() {
        var evesBot = eve.bot("eves-bot");
        var banned = ada.post(
                "/api/moderation/sanctions",
                Map.of("account", eve.username(), "kind", "BAN", "room", room, "reason", "a test"));
        assertThat(banned.status()).isEqualTo(201);

        assertRefused(evesBot.put("/api/rooms/" + room + "/members/me"), 403, "banned");
        bot.join(room);
    }

    @Test
    void whatHoldsBackTheirOwnerInARoomHoldsBackTheBotsThere() {
        eve.join(room);
        var inside = eve.bot("eves-bot");
        inside.join(room);
        var listener = eve.bot("eves-ear");
        for (var kind : List.of("MUTE", "READ_ONLY", "BAN")) {
            var code = kind.equals("MUTE") ? "muted" : kind.equals("BAN") ? "banned" : "read-only";
            try (var hears = StompUser.connect(port, listener.token())) {
                hears.subscribe("/topic/rooms/" + room);
                assertThat(hears(hears)).isTrue();
                var sanction = sanction(eve, kind);
                assertRefused(say(inside), 403, kind.equals("BAN") ? "not-a-member" : code);
                if (kind.equals("BAN")) {
                    assertRefused(listener.get("/api/rooms/" + room + "/messages"), 403, code);
                    assertRefused(inside.put("/api/rooms/" + room + "/members/me"), 403, code);
                    await().atMost(Duration.ofSeconds(30)).until(() -> !hears(hears));
                }
                assertThat(ada.delete("/api/moderation/sanctions/" + sanction).status())
                        .isEqualTo(204);
            }
        }
        inside.join(room);
        assertThat(say(inside).status()).isEqualTo(201);
    }

    private Answer say(Person who) {
        return who.post(
                "/api/rooms/" + room + "/messages",
                Map.of("clientId", UUID.randomUUID().toString(), "body", "Hello."));
    }

    /** Whether what is said in the room now is heard over this connection. */
    private boolean hears(StompUser listener) {
        try (var other = StompUser.connect(port, ada.token())) {
            var log = other.subscribe("/topic/rooms/" + room);
            var said = say(ada).body().path("id").asString();
            assertThat(log.next("message.posted").at("/message/id").asString()).isEqualTo(said);
            // Its answer comes after all that was sent to it before.
            listener.ask("/app/sync");
            return listener.received().stream().anyMatch(frame -> frame.body().contains(said));
        }
    }

    private long sanction(Person whom, String kind) {
        var imposed = ada.post(
                "/api/moderation/sanctions",
                Map.of("account", whom.username(), "kind", kind, "room", room, "reason", "a test"));
        assertThat(imposed.status()).as(imposed.toString()).isEqualTo(201);
        return imposed.body().path("id").asLong();
    }

    @Test
    void whoeverIsBlockedGetsNoMessageThroughWithABot() {
        var evesBot = eve.bot("eves-bot");
        assertThat(ada.put("/api/blocks/" + eve.username()).status()).isEqualTo(204);

        assertRefused(
                evesBot.post("/api/direct", Map.of("usernames", List.of(ada.username()))), 403, "no-direct-messages");
    }

    @Test
    void whatIsDoneToABotIsInTheAuditLogWithoutTheToken() {
        root.patch(path(), Map.of("displayName", "Announcer"));
        var entries = audited(bot);

        assertThat(entries)
                .extracting(
                        entry -> entry.path("kind").asString(),
                        entry -> entry.path("actor").path("username").asString())
                .containsExactly(
                        tuple("bot.changed", root.username()),
                        tuple("token.given", ada.username()),
                        tuple("bot.created", ada.username()));
        assertThat(entries.toString()).doesNotContain(bot.token());
    }

    @Test
    void administratorsFindTheBotsAndTheirOwners() {
        var found = root.get("/api/admin/accounts?state=BOT&query=" + bot.username())
                .body();

        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.path("accounts").path(0).path("owner").path("username").asString())
                .isEqualTo(ada.username());
    }
}

package io.confab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.confab.People.Answer;
import io.confab.People.Person;
import io.confab.stomp.StompUser;
import io.confab.webhook.Receiver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static io.confab.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Slash commands that a bot answers over HTTP: whom it is asked for, what it may say, and what a bad one cannot do. */
@WebhookServerTest
class BotCommandTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    final Receiver program = new Receiver();
    Person ada;
    Person bob;
    Person bot;
    long room;

    @BeforeEach
    void people() {
        var people = new People(port);
        ada = people.register("ada");
        bob = people.register("bob");
        bot = ada.bot("weather");
        room = ada.createRoom("commands-" + UUID.randomUUID(), "PUBLIC");
        bob.join(room);
        bot.join(room);
    }

    @AfterEach
    void close() {
        program.close();
    }

    private Answer set(Person by, String url, String... names) {
        var commands = List.of(names).stream()
                .map(name -> Map.of("name", name, "arguments", "place", "description", "How it is outside"))
                .toList();
        return by.put("/api/bots/" + bot.username() + "/commands", Map.of("url", url, "commands", commands));
    }

    private String secret() {
        var set = set(ada, program.url(), "weather");
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
        return set.body().path("secret").asString();
    }

    private Answer type(Person who, String text) {
        return who.post(commands(), Map.of("text", text));
    }

    private String commands() {
        return "/api/rooms/" + room + "/commands";
    }

    private void answer(int status, String body) {
        program.behave((asked, reply) -> reply.with(status, body));
    }

    private List<JsonNode> said() {
        return ada.get("/api/rooms/" + room + "/messages?limit=100")
                .body()
                .path("messages")
                .valueStream()
                .toList();
    }

    @Test
    void whoTypesACommandHasTheBotAnswerInTheRoom() throws Exception {
        var secret = secret();
        answer(200, "{\"body\":\"Rain in **Oslo**.\"}");
        try (var listener = StompUser.connect(port, ada.token())) {
            var log = listener.subscribe("/topic/rooms/" + room);

            assertThat(type(bob, "/weather  Oslo, today ").status()).isEqualTo(204);

            var message = log.next("message.posted").path("message");
            assertThat(message.path("body").asString()).isEqualTo("Rain in **Oslo**.");
            assertThat(message.at("/author/username").asString()).isEqualTo(bot.username());
        }
        var asked = program.received().get(0);
        assertThat(Signed.isBy(secret, asked)).isTrue();
        assertThat(asked.type()).isEqualTo("command");
        var data = asked.json().path("data");
        assertThat(data.path("command").asString()).isEqualTo("weather");
        assertThat(data.path("text").asString()).isEqualTo("Oslo, today");
        assertThat(data.at("/account/username").asString()).isEqualTo(bob.username());
        assertThat(data.at("/room/id").asLong()).isEqualTo(room);
    }

    @Test
    void whatIsForTheAskerAloneIsInTheAnswerAndNowhereElse() {
        secret();
        answer(200, "{\"body\":\"Between us: rain.\",\"to\":\"asker\"}");

        var answer = type(bob, "/weather");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("body").asString()).isEqualTo("Between us: rain.");
        assertThat(answer.body().at("/bot/username").asString()).isEqualTo(bot.username());
        assertThat(said()).isEmpty();
    }

    @Test
    void aBotThatSaysNothingHasDoneItAllTheSame() {
        secret();
        answer(204, "");
        assertThat(type(bob, "/weather").status()).isEqualTo(204);
        answer(200, "{}");
        assertThat(type(bob, "/weather").status()).isEqualTo(204);
        assertThat(said()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[1]",
                "\"text\"",
                "{\"body\":\"\"}",
                "{\"body\":{}}",
                "{\"body\":\"a\\u0000b\"}",
                "{\"body\":\"hello\",\"to\":\"everybody\"}"
            })
    void whatCannotBeUnderstoodIsSaidNowhere(String body) {
        secret();
        answer(200, body);
        assertRefused(type(bob, "/weather"), 503, "unavailable");
        assertThat(said()).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLongIsSaidNowhere() {
        secret();
        answer(200, "{\"body\":\"" + "a".repeat(4001) + "\"}");
        assertRefused(type(bob, "/weather"), 503, "unavailable");
        answer(200, "{\"body\":\"a\",\"more\":\"" + "a".repeat(20_000) + "\"}");
        assertRefused(type(bob, "/weather"), 503, "unavailable");
        assertThat(said()).isEmpty();
    }

    @Test
    void aBotThatFailsIsSaidToBeUnavailable() {
        secret();
        for (int status : List.of(302, 400, 500)) {
            answer(status, "{\"body\":\"hello\"}");
            assertRefused(type(bob, "/weather"), 503, "unavailable");
        }
        program.close();
        assertRefused(type(bob, "/weather"), 503, "unavailable");
        assertThat(said()).isEmpty();
    }

    @Test
    void aBotThatHangsHoldsUpAFewOfThoseWhoAskItAndNobodyElse() {
        secret();
        var go = new CountDownLatch(1);
        program.behave((asked, reply) -> {
            go.await();
            reply.with(204, "");
        });
        var waiting = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> type(bob, "/weather")))
                .toList();
        Awaitility.await().until(() -> program.received().size() == 4);

        assertRefused(type(bob, "/weather"), 503, "busy");
        assertThat(bob.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "Meanwhile"))
                        .status())
                .isEqualTo(201);

        go.countDown();
        waiting.forEach(asked -> assertThat(asked.join().status()).isEqualTo(204));
        assertThat(type(bob, "/weather").status()).isEqualTo(204);
    }

    @Test
    void thoseOfTheRoomSeeTheCommandsOfItsBots() {
        secret();
        assertThat(bob.get(commands()).body().path("commands").valueStream())
                .extracting(
                        command -> command.path("name").asString(),
                        command -> command.path("arguments").asString(),
                        command -> command.path("description").asString(),
                        command -> command.at("/bot/username").asString())
                .containsExactly(tuple("weather", "place", "How it is outside", bot.username()));
        assertThat(ada.get(commands()).body().path("commands").valueStream())
                .extracting(command -> command.path("name").asString())
                .contains("mute", "weather");
    }

    @Test
    void aBotIsAskedWhereItIsAndAsLongAsItIsOn() {
        secret();
        var elsewhere = ada.createRoom("elsewhere-" + UUID.randomUUID(), "PUBLIC");
        assertRefused(ada.post("/api/rooms/" + elsewhere + "/commands", Map.of("text", "/weather")), 400, "invalid");

        ada.patch("/api/bots/" + bot.username(), Map.of("disabled", true));
        assertRefused(type(bob, "/weather"), 400, "invalid");
        ada.patch("/api/bots/" + bot.username(), Map.of("disabled", false));
        assertThat(type(bob, "/weather").status()).isEqualTo(204);

        assertThat(ada.delete("/api/bots/" + bot.username() + "/commands").status())
                .isEqualTo(204);
        assertRefused(type(bob, "/weather"), 400, "invalid");
        assertRefused(ada.get("/api/bots/" + bot.username() + "/commands"), 404, "not-found");
        assertThat(program.received()).hasSize(1);
    }

    @Test
    void aBotWhoseOwnerIsDisabledIsNeitherOfferedNorAsked() {
        secret();
        answer(200, "{\"body\":\"Rain.\"}");
        jdbc.sql("update account set disabled_at = current_timestamp where id = ?")
                .param(ada.id())
                .update();

        assertRefused(type(bob, "/weather"), 400, "invalid");
        assertThat(bob.get(commands()).body().toString()).doesNotContain("weather");
        assertThat(program.received()).isEmpty();
    }

    @Test
    void whoMaySayNothingHasNobodyElseSayIt() {
        secret();
        var muted = ada.post(
                "/api/moderation/sanctions",
                Map.of("account", bob.username(), "kind", "MUTE", "room", room, "reason", "a test"));
        assertThat(muted.status()).as(muted.toString()).isEqualTo(201);
        assertRefused(type(bob, "/weather"), 403, "muted");

        var eve = new People(port).register("eve");
        assertRefused(type(eve, "/weather"), 403, "not-a-member");
        assertThat(program.received()).isEmpty();
    }

    @Test
    void aBotThatIsMutedSaysNothingInTheRoom() {
        secret();
        answer(200, "{\"body\":\"Rain.\"}");
        ada.post(
                "/api/moderation/sanctions",
                Map.of("account", bot.username(), "kind", "MUTE", "room", room, "reason", "a test"));
        assertRefused(type(bob, "/weather"), 403, "muted");
        assertThat(said()).isEmpty();
    }

    @Test
    void theOwnerAloneSaysWhatABotAnswers() {
        assertRefused(set(bob, program.url(), "weather"), 404, "not-found");
        assertRefused(set(bot, program.url(), "weather"), 403, "forbidden");
        secret();
        assertRefused(bob.get("/api/bots/" + bot.username() + "/commands"), 404, "not-found");
        assertRefused(bob.delete("/api/bots/" + bot.username() + "/commands"), 404, "not-found");

        var seen = ada.get("/api/bots/" + bot.username() + "/commands").body();
        assertThat(seen.path("url").asString()).isEqualTo(program.url());
        assertThat(seen.has("secret")).isFalse();
    }

    @Test
    void theSecretIsShownOnceAndIsAnotherAfterItWasGivenUp() throws Exception {
        var first = secret();
        var again = set(ada, program.url(), "weather", "tides");
        assertThat(again.body().has("secret")).isFalse();
        assertThat(again.body().path("commands").valueStream())
                .extracting(command -> command.path("name").asString())
                .containsExactly("tides", "weather");
        type(bob, "/tides");
        assertThat(Signed.isBy(first, program.received().get(0))).isTrue();

        ada.delete("/api/bots/" + bot.username() + "/commands");
        assertThat(secret()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mute", "Weather", "a b", "", "-x", "a/b", "äther"})
    void aCommandHasANameOfItsOwn(String name) {
        assertRefused(set(ada, program.url(), name), 400, "invalid");
    }

    @Test
    void aCommandIsThereOnceAndThereAreNotTooMany() {
        assertRefused(set(ada, program.url(), "twice", "twice"), 400, "invalid");
        var many = new ArrayList<String>();
        IntStream.range(0, 26).forEach(i -> many.add("c" + i));
        assertRefused(set(ada, program.url(), many.toArray(String[]::new)), 400, "invalid");
        assertRefused(ada.get("/api/bots/" + bot.username() + "/commands"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://10.0.0.1/x", "http://169.254.169.254/", "http://[::1]/", "ftp://example.org/x", "x"})
    void aBotIsAskedOnTheInternetAlone(String url) {
        assertRefused(set(ada, url, "weather"), 400, "invalid");
    }

    @Test
    void whoAsksTooFastIsSlowedDown() {
        secret();
        Answer last = type(bob, "/weather");
        for (int i = 0; i < 40 && last.status() == 204; i++) {
            last = type(bob, "/weather");
        }
        assertRefused(last, 429, "rate-limited");
    }

    @Test
    void ofTwoBotsWithTheSameCommandTheOlderIsAsked() {
        secret();
        try (var other = new Receiver()) {
            var second = ada.bot("second");
            second.join(room);
            var set = ada.put(
                    "/api/bots/" + second.username() + "/commands",
                    Map.of("url", other.url(), "commands", List.of(Map.of("name", "weather"))));
            assertThat(set.status()).as(set.toString()).isEqualTo(200);

            assertThat(type(bob, "/weather").status()).isEqualTo(204);
            assertThat(program.received()).hasSize(1);
            assertThat(other.received()).isEmpty();
            assertThat(bob.get(commands()).body().path("commands").size()).isEqualTo(1);
        }
    }
}

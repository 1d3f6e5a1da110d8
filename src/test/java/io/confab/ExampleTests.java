package io.confab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.confab.People.Person;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The bots under {@code examples}, run as they are: each question is answered, and once, whatever happens to the bot. */
@ServerTest
class ExampleTests {

    private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();
    private static final int MOST_LINES = 60;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    Person root;
    Person ada;
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
        bot = ada.bot("ping");
        room = ada.createRoom("ping-" + UUID.randomUUID(), "PUBLIC");
        bot.join(room);
    }

    @Test
    void theBotInJavaScriptAnswersEveryQuestionOnce() throws Exception {
        var node = Program.node(folder);
        Files.copy(EXAMPLES.resolve("ping-bot.mjs"), folder.resolve("ping-bot.mjs"));
        answersEveryQuestionOnce(
                Stream.concat(node.stream(), Stream.of("ping-bot.mjs")).toList());
    }

    @Test
    void theBotInJavaAnswersEveryQuestionOnce() throws Exception {
        answersEveryQuestionOnce(Stream.concat(
                        Program.SINGLE_FILE_JAVA.stream(),
                        Stream.of(EXAMPLES.resolve("PingBot.java").toString()))
                .toList());
    }

    private void answersEveryQuestionOnce(List<String> command) throws Exception {
        var asked = new ArrayList<String>();
        try (var running = start(command)) {
            await().until(() -> Files.exists(folder.resolve("state")));
            asked.add(ping());
            await().untilAsserted(() -> assertThat(answered()).isEqualTo(asked));
        }
        asked.add(ping());
        asked.add(ping());
        try (var again = start(command)) {
            await().untilAsserted(() -> assertThat(answered()).isEqualTo(asked));

            var session = session();
            assertThat(root.delete("/api/admin/sessions/" + session).status()).isEqualTo(204);
            await().until(() -> !List.of("", session).contains(session()));
            asked.add(ping());
            await().untilAsserted(() -> assertThat(answered()).isEqualTo(asked));

            ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", "no question", "body", "ping?"));
            var tokens = "/api/bots/" + bot.username() + "/tokens";
            var token = ada.get(tokens).body().path("tokens").path(0).path("id").asString();
            assertThat(ada.delete(tokens + "/" + token).status()).isEqualTo(204);
            assertThat(again.awaitEnd()).isEqualTo(1);
        }
        assertThat(answered()).isEqualTo(asked);
    }

    @Test
    void anExampleIsShort() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(MOST_LINES));
        }
    }

    private Program start(List<String> command) {
        return new Program(
                folder,
                Map.of(
                        "CONFAB_URL",
                        "http://127.0.0.1:" + port,
                        "CONFAB_TOKEN",
                        bot.token(),
                        "CONFAB_ROOM",
                        Long.toString(room),
                        "CONFAB_STATE",
                        folder.resolve("state").toString()),
                command);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    private String ping() {
        var said = ada.post(
                "/api/rooms/" + room + "/messages",
                Map.of("clientId", UUID.randomUUID().toString(), "body", "!ping"));
        return said.body().path("id").asString();
    }

    /** To which messages the bot replied, in its order. */
    private List<String> answered() {
        var answers = new ArrayList<String>();
        for (JsonNode message :
                ada.get("/api/rooms/" + room + "/messages").body().path("messages")) {
            if (message.path("body").asString().equals("pong")) {
                answers.add(0, message.path("replyTo").asString());
            }
        }
        return answers;
    }

    /** The bot's newest session; none is an empty text. */
    private String session() {
        return root.get("/api/admin/sessions?query=" + bot.username())
                .body()
                .path("sessions")
                .path(0)
                .path("id")
                .asString("");
    }
}

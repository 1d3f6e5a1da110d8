package io.confab;

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

import static org.assertj.core.api.Assertions.assertThat;

/** The programs in docs/clients.md do what the document says, as they stand there. */
@ServerTest
class ClientsDocumentTests {

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
    final List<String> said = new ArrayList<>();

    @BeforeEach
    void people() {
        var people = new People(port);
        root = people.register("root");
        jdbc.sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(root.id())
                .update();
        ada = people.register("ada");
        bot = ada.bot("reader");
        room = ada.createRoom("clients-" + UUID.randomUUID(), "PUBLIC");
        bot.join(room);
    }

    /** The only block of the document in this language. */
    private Path block(String language, String file) throws Exception {
        var document = Files.readString(Path.of("docs/clients.md"));
        var begin = "```" + language + "\n";
        assertThat(document).containsOnlyOnce(begin);
        int from = document.indexOf(begin) + begin.length();
        return Files.writeString(
                folder.resolve(file), document.substring(from, document.indexOf("\n```", from)) + "\n");
    }

    private Program start(List<String> command, Path file) {
        return new Program(
                folder,
                Map.of(
                        "CONFAB_URL",
                        "http://127.0.0.1:" + port,
                        "CONFAB_TOKEN",
                        bot.token(),
                        "CONFAB_ROOM",
                        Long.toString(room)),
                Stream.concat(command.stream(), Stream.of(file.toString())).toList());
    }

    @Test
    void theShellPushesAMessageOnce() throws Exception {
        Program.require("curl");
        var file = block("bash", "push.sh");
        for (int time = 0; time < 2; time++) {
            try (var push = start(List.of(Program.require("bash")), file)) {
                assertThat(push.awaitEnd()).isZero();
            }
        }
        assertThat(ada.get("/api/rooms/" + room + "/messages")
                        .body()
                        .path("messages")
                        .valueStream())
                .singleElement()
                .returns("build 17 is green", message -> message.path("body").asString());
    }

    @Test
    void theProgramInJavaScriptFollowsARoom() throws Exception {
        followsARoom(Program.node(folder), block("javascript", "follow.mjs"));
    }

    @Test
    void theProgramInJavaFollowsARoom() throws Exception {
        followsARoom(Program.SINGLE_FILE_JAVA, block("java", "Follow.java"));
    }

    @Test
    void theProgramInPythonFollowsARoom() throws Exception {
        followsARoom(List.of(Program.require("python3")), block("python", "follow.py"));
    }

    private void followsARoom(List<String> command, Path file) throws Exception {
        say("before it came");
        say("in any script: 你好, 🙂");
        try (var program = start(command, file)) {
            await().untilAsserted(() -> assertThat(program.lines()).isEqualTo(said));

            say("live");
            say("and longer: " + "x".repeat(3_000));
            await().untilAsserted(() -> assertThat(program.lines()).isEqualTo(said));

            var session = sessionAfter("");
            for (int time = 0; time < 2; time++) {
                assertThat(root.delete("/api/admin/sessions/" + session).status())
                        .isEqualTo(204);
                session = sessionAfter(session);
                say("while it was away, or just back " + time);
                await().untilAsserted(() -> assertThat(program.lines()).isEqualTo(said));
            }
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }

    private void say(String body) {
        var message = ada.post(
                        "/api/rooms/" + room + "/messages",
                        Map.of("clientId", UUID.randomUUID().toString(), "body", body))
                .body();
        said.add(message.path("seq").asLong() + " " + ada.username() + ": " + body);
    }

    /** A session is in the table a moment after the program has it, so that there may be none at first. */
    private String sessionAfter(String before) {
        return await().until(this::session, newest -> !newest.isEmpty() && !newest.equals(before));
    }

    /** The program's newest session; none is an empty text. */
    private String session() {
        return root.get("/api/admin/sessions?query=" + bot.username())
                .body()
                .path("sessions")
                .path(0)
                .path("id")
                .asString("");
    }
}

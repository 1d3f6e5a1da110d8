package io.confab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.confab.stomp.StompUser;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The dialogue in docs/protocol.md is what the server really says. */
@ServerTest
class DialogueTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BEGIN = "```dialogue\n";

    record Turn(boolean fromClient, String command, Map<String, String> headers, String body) {

        String wire() {
            var text = new StringBuilder(command).append('\n');
            headers.forEach(
                    (name, value) -> text.append(name).append(':').append(value).append('\n'));
            return text.append('\n').append(body).append('\0').toString();
        }
    }

    @LocalServerPort
    int port;

    @Test
    void theServerSaysWhatTheDocumentSays() throws Exception {
        var ada = new People(port).register("ada");
        var room = ada.createRoom("dialogue", "PUBLIC");
        var text = Files.readString(Path.of("docs/protocol.md"));
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        var dialogue = text.substring(begin, text.indexOf("```", begin))
                .replace("{token}", ada.token())
                .replace("{room}", Long.toString(room))
                .replace("{me}", Long.toString(ada.id()))
                .replace("{username}", ada.username());
        try (var user = StompUser.open(port)) {
            int answers = 0;
            for (var turn : turns(dialogue)) {
                if (turn.fromClient()) {
                    user.raw(turn.wire());
                } else {
                    assertAnswer(user.nextFrame(), turn);
                    answers++;
                }
            }
            assertThat(answers).isGreaterThan(8);
            assertThat(user.closeCode()).isEqualTo(1000);
        }
    }

    private static void assertAnswer(StompUser.Frame frame, Turn expected) {
        assertThat(frame.command()).as(frame.toString()).isEqualTo(expected.command());
        assertThat(frame.headers()).containsAllEntriesOf(expected.headers());
        if (!expected.body().isEmpty()) {
            assertContains(frame.json(), JSON.readTree(expected.body()), frame.body());
        }
    }

    private static void assertContains(JsonNode actual, JsonNode expected, String context) {
        if (expected.isObject()) {
            expected.properties()
                    .forEach(field -> assertContains(
                            actual.path(field.getKey()), field.getValue(), field.getKey() + " in " + context));
        } else if (expected.isString() && expected.asString().equals("…")) {
            assertThat(actual.isMissingNode()).as(context).isFalse();
        } else {
            assertThat(actual).as(context).isEqualTo(expected);
        }
    }

    private static List<Turn> turns(String dialogue) {
        var turns = new ArrayList<Turn>();
        for (var block : dialogue.strip().split("\n\n")) {
            var lines = block.lines()
                    .map(line -> line.length() > 2 ? line.substring(2) : "")
                    .toList();
            int split = lines.indexOf("");
            var headers = new LinkedHashMap<String, String>();
            for (var header : lines.subList(1, split)) {
                int colon = header.indexOf(':');
                headers.put(header.substring(0, colon), header.substring(colon + 1));
            }
            turns.add(new Turn(
                    block.startsWith(">"),
                    lines.get(0),
                    headers,
                    String.join("\n", lines.subList(split + 1, lines.size()))));
        }
        return turns;
    }
}

package io.confab.webhook;

import io.confab.shared.Refusal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SlackPayloadTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static String body(String json) {
        return SlackPayload.of(JSON.readTree(json)).body();
    }

    @Test
    void saysItsText() {
        assertThat(body("{\"text\":\"hello\"}")).isEqualTo("hello");
    }

    @Test
    void namesWhoeverItSaysItIs() {
        assertThat(body("{\"text\":\"hello\",\"username\":\"ci*bot\\n\",\"icon_emoji\":\":rocket:\"}"))
                .isEqualTo("**cibot**\nhello");
    }

    @Test
    void whatIsMarkedForSlackIsMarkedForUs() {
        assertThat(
                        body(
                                "{\"text\":\"*red* and ~blue~: <https://ci.example/1|build 1>, <https://ci.example>, 1 &lt; 2 &amp; 3\"}"))
                .isEqualTo("**red** and ~~blue~~: [build 1](https://ci.example/1), https://ci.example, 1 < 2 & 3");
        assertThat(body("{\"text\":\"<!here> <!channel> <@U123|ada> <#C1|lobby> 2*3*4 $1 \\\\d\"}"))
                .isEqualTo("@here @room @ada #lobby 2*3*4 $1 \\d");
    }

    @Test
    void attachmentsAreReadOutAndTheFallbackIsForThoseThatSayNothing() {
        assertThat(body("""
                {"text":"build","attachments":[
                    {"pretext":"see","title":"build 1","title_link":"https://ci.example/1","text":"failed",
                     "fields":[{"title":"branch","value":"main"}],"fallback":"unread"},
                    {"fallback":"only this","color":"#f00"}]}"""))
                .isEqualTo("build\nsee\n[build 1](https://ci.example/1)\nfailed\n**branch** main\nonly this");
    }

    @Test
    void blocksAreReadOutWhereThereIsNoText() {
        var blocks = """
                "blocks":[{"type":"header","text":{"type":"plain_text","text":"Deployed"}},
                    {"type":"section","text":{"type":"mrkdwn","text":"*web* to prod"},
                     "fields":[{"type":"mrkdwn","text":"by ada"}]},
                    {"type":"context","elements":[{"type":"mrkdwn","text":"a minute ago"}]},
                    {"type":"divider"}]""";
        assertThat(body("{" + blocks + "}")).isEqualTo("Deployed\n**web** to prod\nby ada\na minute ago");
        assertThat(body("{\"text\":\"short\"," + blocks + "}")).isEqualTo("short");
    }

    @Test
    void whatIsTooLongIsCutAndWhatCannotBeKeptIsLeftOut() {
        assertThat(body("{\"text\":\"" + "😀".repeat(5000) + "\"}").codePoints().count())
                .isEqualTo(4000);
        assertThat(body("{\"text\":\"" + "x".repeat(4000) + "\"}"))
                .hasSize(4000)
                .endsWith("x");
        assertThat(body("{\"text\":\"a\\u0000b\\ud800c\"}")).isEqualTo("abc");
    }

    @Test
    void whatSaysNothingIsRefused() {
        for (var json : new String[] {
            "{}",
            "[]",
            "null",
            "\"text\"",
            "{\"text\":\" \"}",
            "{\"text\":7}",
            "{\"attachments\":[{}]}",
            "{\"blocks\":[1,[],{}]}"
        }) {
            assertThatExceptionOfType(Refusal.class).as(json).isThrownBy(() -> body(json));
        }
        var deep = "{\"blocks\":" + "[".repeat(400) + "{\"text\":\"x\"}" + "]".repeat(400) + "}";
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> body(deep));
    }
}

package io.confab.message;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class MentionWordsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@ada",
                "hello @ada!",
                "(@ada)",
                "@ADA, look",
                "**@ada**",
                "\"@ada\"",
                "> @ada said",
                "- @ada",
                "日本 @ada",
                "an `unclosed @ada",
                "`code` @ada",
                "``a ` b`` @ada",
                "a@b.c @ada",
                "https://x.example/@bob @ada",
                "[@bob](https://x.example) @ada",
                "[not a link] @ada",
                "```\n@bob\n```\n@ada",
                "~~~\n```\n@bob\n~~~\n@ada",
                "text\n    @ada is no code, for it goes on",
                "    @bob\n\n@ada",
            })
    void namesAda(String body) {
        assertThat(names(body)).containsExactly("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no names",
                "ada@example.org",
                "write to x.y+z@ada",
                "mailto:me@ada",
                "@@ada",
                "@ada@example.org",
                "@\nada",
                "\\@ada",
                "`@ada`",
                "`` ` @ada ``",
                "`a\n@ada`",
                "```\n@ada\n```",
                "```java\n@ada",
                "> ```\n> @ada\n> ```",
                "    @ada",
                "https://example.org/@ada",
                "<https://example.org/@ada>",
                "[@ada](https://example.org)",
                "[link](https://example.org/@ada)",
                "[link](https://example.org/ \"@ada\")",
                "![@ada](https://example.org/x.png)",
                "@-ada",
                "@日本",
                "@ada日本",
            })
    void namesNobody(String body) {
        assertThat(names(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "@ada.,       ada. ada",
        "@ada...,     ada... ada.. ada. ada",
        "@ada_,       ada_ ada",
        "@ada.b-c,    ada.b-c",
        "@ada......., ada.... ada... ada.. ada. ada",
    })
    void triesAMarkBehindANameAsAPartOfIt(String body, String candidates) {
        assertThat(MentionWords.of(body).names()).containsExactly(List.of(candidates.split(" ")));
    }

    @Test
    void knowsTheWordsThatCallMany() {
        assertThat(MentionWords.of("@here, please"))
                .returns(true, MentionWords::here)
                .returns(false, MentionWords::room);
        assertThat(MentionWords.of("@Room.")).returns(false, MentionWords::here).returns(true, MentionWords::room);
        assertThat(MentionWords.of("`@here` and @roommate"))
                .returns(false, MentionWords::here)
                .returns(false, MentionWords::room);
    }

    @Test
    void looksAtSoManyWordsAndNoMore() {
        var body = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            body.append("@name").append(i).append(' ');
        }
        assertThat(MentionWords.of(body + "@room"))
                .returns(true, MentionWords::room)
                .extracting(MentionWords::names)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(MentionWords.MOST);
    }

    @Property(tries = 2000)
    void staysSaneWhateverIsWritten(@ForAll("bodies") String body) {
        var words = assertTimeout(Duration.ofSeconds(2), () -> MentionWords.of(body));

        assertThat(words.names())
                .hasSizeLessThanOrEqualTo(MentionWords.MOST)
                .allSatisfy(candidates -> assertThat(candidates).isNotEmpty().allSatisfy(name -> {
                    assertThat(name).matches("[a-z0-9][a-z0-9._-]{0,31}");
                    assertThat(body.toLowerCase(java.util.Locale.ROOT)).contains("@" + name);
                }));
        // What is said behind all of it, in a paragraph of its own, is heard unless a block of code is open.
        if (!body.contains("```") && !body.contains("~~~")) {
            assertThat(names(body + "\n\n@tail")).contains("tail");
        }
        assertThat(names("`` `x` ``\n\n```\n" + body.replace('`', ' ').replace('~', ' ') + "\n```"))
                .isEmpty();
    }

    @Property(tries = 20)
    void isQuickWhateverIsWritten(@ForAll("pieces") String piece) {
        var body = piece.repeat(4000 / piece.length());

        assertTimeout(Duration.ofSeconds(2), () -> MentionWords.of(body));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                "@",
                "`",
                "[",
                "](",
                "[@a](",
                "(",
                "@a",
                "\\",
                "a@",
                "`@`` ",
                "[a]",
                "http://@",
                "> ",
                "~",
                "@a.",
                "[](");
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.of(
                        "@ada",
                        "@bob.",
                        "@here",
                        "@",
                        "`",
                        "``",
                        "```",
                        "~~~",
                        "[",
                        "](",
                        ")",
                        "(",
                        " ",
                        "\n",
                        "\n\n",
                        "    ",
                        "> ",
                        "\\",
                        "https://x/",
                        "a",
                        "é",
                        "日",
                        ".",
                        "_",
                        "-",
                        "*",
                        "a@b.c",
                        "\uD83D\uDE00",
                        "\t",
                        "<",
                        ">")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    /** The bare name of each word. */
    private static List<String> names(String body) {
        return MentionWords.of(body).names().stream()
                .map(candidates -> candidates.get(candidates.size() - 1))
                .toList();
    }
}

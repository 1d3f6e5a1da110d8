package io.confab.moderation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.confab.moderation.SlashCommand.Verb;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SlashCommandTests {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/mute @bob 10m too loud, MUTE, bob, PT10M, too loud",
                "/mute @Bob too loud, MUTE, bob, -, too loud",
                "/mute @bob 10min too loud, MUTE, bob, PT10M, too loud",
                "/mute @bob too loud at 10 minutes, MUTE, bob, -, too loud at 10 minutes",
                "/readonly @bob 1h hm, READONLY, bob, PT1H, hm",
                "/kick @bob 10m out, KICK, bob, -, 10m out",
                "/ban @bob 1w spam, BAN, bob, PT168H, spam",
                "/unmute @bob, UNMUTE, bob, -, ''",
                "/slow 30s, SLOW, -, PT30S, ''",
                "/slow off, SLOW, -, PT0S, ''",
                "'  /lock  ', LOCK, -, -, ''",
                "/topic What  we  do, TOPIC, -, -, What  we  do",
                "/topic, TOPIC, -, -, ''",
                "/invite @eve.2, INVITE, eve.2, -, ''"
            })
    void isUnderstood(String typed, Verb verb, @Nullable String person, @Nullable Duration duration, String text) {
        assertThat(parse(typed)).isEqualTo(new SlashCommand(verb, person, duration, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "mute @bob loud",
                "/mutes @bob loud",
                "/MUTE @bob loud",
                "/mute",
                "/mute bob loud",
                "/mute @ loud",
                "/mute @bob",
                "/mute @bob 10m",
                "/mute @bob 0m loud",
                "/mute @bob 999999999w loud",
                "/unmute @bob please",
                "/slow",
                "/slow soon",
                "/slow 30s please",
                "/lock it",
                "/invite eve"
            })
    void isRefusedWithHowItIsWritten(String typed) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> parse(typed))
                .returns(ErrorCode.INVALID, Refusal::code);
    }

    @Test
    void theRefusalTellsHowItIsWritten() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> parse("/mute bob"))
                .withMessageContaining("/mute @name [10m] reason");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 minutes", "10M", "1.5h", "1h30m", "10minutes", "3rd warning", "10"})
    void aTimeThatIsNoneIsNotTakenForTheReason(String typed) {
        for (var verb : List.of("mute", "readonly", "ban")) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> parse("/" + verb + " @bob " + typed + " too loud"))
                    .returns(ErrorCode.INVALID, Refusal::code)
                    .withMessageContaining("A time is a number and s, m, h, d or w");
        }
    }

    /** Whatever is typed is either a command that makes sense or refused, and never anything else. */
    @Property
    void anythingIsEitherUnderstoodOrRefused(@ForAll("typed") String typed) {
        try {
            var command = parse(typed);
            assertThat(typed.strip()).startsWith("/" + command.verb().word());
            assertThat(command.text()).isEqualTo(command.text().strip()).hasSizeLessThanOrEqualTo(500);
            if (command.person() != null) {
                assertThat(typed.toLowerCase(Locale.ROOT)).contains("@" + command.person());
            }
            if (command.duration() != null) {
                assertThat(command.duration()).isBetween(Duration.ZERO, Duration.ofDays(3650));
            }
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        }
    }

    @Provide
    Arbitrary<String> typed() {
        var words = Arbitraries.of(
                "/mute",
                "/ban",
                "/slow",
                "/topic",
                "/invite",
                "@bob",
                "@",
                "10m",
                "0s",
                "999999999w",
                "off",
                "loud",
                "\0",
                "\uD83D\uDE80",
                "\uD800",
                "\u2003",
                "\n");
        var lines = Combinators.combine(words, words.list().ofMaxSize(5), Arbitraries.of(" ", "  ", "\t", "\u00A0"))
                .as((first, rest, space) -> first + space + String.join(space, rest));
        return Arbitraries.oneOf(lines, Arbitraries.strings().ofMaxLength(1100));
    }

    /** What is written as the usage says means what was put into it. */
    @Property
    void aSanctionMeansWhatWasPutIntoIt(
            @ForAll("names") String name, @ForAll("lengths") int minutes, @ForAll("reasons") String reason) {
        assertThat(parse("/mute @" + name + " " + minutes + "m " + reason))
                .isEqualTo(new SlashCommand(Verb.MUTE, name, Duration.ofMinutes(minutes), reason));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("abcxyz0189._-").ofMinLength(2).ofMaxLength(32);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(1, 100_000);
    }

    @Provide
    Arbitrary<String> reasons() {
        return Arbitraries.strings()
                .withChars("ab 10m/@é好")
                .ofMinLength(1)
                .ofMaxLength(200)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static SlashCommand parse(String typed) {
        return SlashCommand.of(SlashCommand.Line.of(typed)).orElseThrow(SlashCommand::unknown);
    }
}

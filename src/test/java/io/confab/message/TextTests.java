package io.confab.message;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextTests {

    @Test
    void aCharacterBeyondTheBasicPlaneCountsOnce() {
        assertThatCode(() -> Text.requireBody("\uD83D\uDE80".repeat(4000))).doesNotThrowAnyException();
        invalid(() -> Text.requireBody("\uD83D\uDE80".repeat(4001)));
        invalid(() -> Text.requireBody("x".repeat(4001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t ", "a\0b", "\uD83D", "\uDE80x"})
    void aBodySaysSomethingThatEveryDatabaseKeeps(String body) {
        invalid(() -> Text.requireBody(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "é", "12345678901234567890123456789012345678901234567890123456789012345"})
    void aClientIdIsShortPlainAscii(String clientId) {
        invalid(() -> Text.requireClientId(clientId));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👍",
                "👍🏽",
                "❤️",
                "❤",
                "🏳️‍🌈",
                "👨‍👩‍👧‍👦",
                "🇨🇳",
                "1️⃣",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
                "☺️",
                "©️",
                "‼️",
                "👩🏽‍❤️‍💋‍👨🏾",
                "🫨",
                "✅"
            })
    void anEmojiIsAReaction(String emoji) {
        assertThatCode(() -> new Emoji(emoji)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                ":)",
                "<b>",
                "1",
                "+",
                "👍👍",
                "👍a",
                " 👍",
                "中",
                "é",
                "🇨",
                "\u200D",
                "\uFE0F",
                "🏽x",
                "👍\u200D"
            })
    void anythingElseIsNone(String text) {
        invalid(() -> new Emoji(text));
    }

    private static void invalid(ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).returns(ErrorCode.INVALID, Refusal::code);
    }
}

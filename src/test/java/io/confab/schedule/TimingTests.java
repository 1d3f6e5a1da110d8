package io.confab.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimingTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId HAVANA = ZoneId.of("America/Havana");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Timing cron(String cron, ZoneId zone) {
        return new Timing(null, cron, null, zone, null, null);
    }

    private static Timing every(@Nullable Instant start, Duration every, @Nullable Instant end) {
        return new Timing(null, null, every, BERLIN, start, end);
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private static void refused(ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call);
    }

    @Test
    void aDayKeepsItsHourWhenTheClockIsChanged() {
        // 9:00 in Berlin: 8:00 UTC in winter, 7:00 UTC in summer; from the 29th of March 2026 on.
        assertThat(cron("0 9 * * *", BERLIN).upcoming(at("2026-03-27T12:00:00Z"), 3))
                .containsExactly(at("2026-03-28T08:00:00Z"), at("2026-03-29T07:00:00Z"), at("2026-03-30T07:00:00Z"));
        assertThat(cron("0 9 * * *", BERLIN).upcoming(at("2026-10-24T12:00:00Z"), 2))
                .containsExactly(at("2026-10-25T08:00:00Z"), at("2026-10-26T08:00:00Z"));
    }

    @Test
    void anHourThatIsLeftOutIsTheFirstAfterTheGapAndOneThatIsThereTwiceCountsOnce() {
        // 2:30 is left out on the 29th of March, and is there twice on the 25th of October.
        assertThat(cron("30 2 * * *", BERLIN).upcoming(at("2026-03-28T12:00:00Z"), 2))
                .containsExactly(at("2026-03-29T01:00:00Z"), at("2026-03-30T00:30:00Z"));
        assertThat(cron("30 * * * *", BERLIN).upcoming(at("2026-10-25T00:00:00Z"), 3))
                .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"), at("2026-10-25T02:30:00Z"));
        assertThat(cron("30 2 * * *", BERLIN).upcoming(at("2026-10-24T12:00:00Z"), 2))
                .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"));
    }

    @Test
    void everyOtherHourIsNotEveryHour() {
        assertThat(cron("0 */2 * * *", BERLIN).upcoming(at("2026-03-28T23:00:00Z"), 3))
                .containsExactly(at("2026-03-29T01:00:00Z"), at("2026-03-29T02:00:00Z"), at("2026-03-29T04:00:00Z"));
        assertThat(cron("0 */2 * * *", BERLIN).upcoming(at("2026-10-24T22:00:00Z"), 3))
                .containsExactly(at("2026-10-25T00:00:00Z"), at("2026-10-25T03:00:00Z"), at("2026-10-25T05:00:00Z"));
        // In Havana midnight is left out on the 8th of March, and is there twice on the 1st of November.
        assertThat(cron("0 */2 * * *", HAVANA).upcoming(at("2026-03-08T03:00:00Z"), 2))
                .containsExactly(at("2026-03-08T05:00:00Z"), at("2026-03-08T06:00:00Z"));
        assertThat(cron("0 */2 * * *", HAVANA).upcoming(at("2026-11-01T02:00:00Z"), 2))
                .containsExactly(at("2026-11-01T04:00:00Z"), at("2026-11-01T07:00:00Z"));
        assertThat(cron("0 0 * * *", HAVANA).upcoming(at("2026-03-07T12:00:00Z"), 2))
                .containsExactly(at("2026-03-08T05:00:00Z"), at("2026-03-09T04:00:00Z"));
        assertThat(cron("0 0 * * *", HAVANA).upcoming(at("2026-10-31T12:00:00Z"), 2))
                .containsExactly(at("2026-11-01T04:00:00Z"), at("2026-11-02T05:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "0-23", "0/1", "*/1", "0-11,12-23"})
    void everyHourGoesByTheClockHoweverItIsWritten(String hours) {
        var cron = "30 " + hours + " * * *";
        assertThat(cron(cron, BERLIN).upcoming(at("2026-03-29T00:00:00Z"), 3))
                .containsExactly(at("2026-03-29T00:30:00Z"), at("2026-03-29T01:30:00Z"), at("2026-03-29T02:30:00Z"));
        assertThat(cron(cron, BERLIN).upcoming(at("2026-10-25T00:00:00Z"), 3))
                .containsExactly(at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"), at("2026-10-25T02:30:00Z"));
        assertThat(cron(cron, HAVANA).upcoming(at("2026-03-08T04:00:00Z"), 3))
                .containsExactly(at("2026-03-08T04:30:00Z"), at("2026-03-08T05:30:00Z"), at("2026-03-08T06:30:00Z"));
        assertThat(cron(cron, HAVANA).upcoming(at("2026-11-01T04:00:00Z"), 3))
                .containsExactly(at("2026-11-01T04:30:00Z"), at("2026-11-01T05:30:00Z"), at("2026-11-01T06:30:00Z"));
    }

    @Test
    void aMacroIsWhatItStandsFor() {
        var noon = at("2026-03-01T12:00:00Z");
        for (String macro : List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly")) {
            assertThatCode(() -> cron(macro, BERLIN).requireSensible(noon, MINUTE))
                    .as(macro)
                    .doesNotThrowAnyException();
        }
        assertThat(cron("@daily", BERLIN).upcoming(at("2026-03-28T12:00:00Z"), 2))
                .containsExactly(at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z"));
        assertThat(cron("@hourly", BERLIN).upcoming(at("2026-10-25T00:00:00Z"), 2))
                .containsExactly(at("2026-10-25T01:00:00Z"), at("2026-10-25T02:00:00Z"));
        refused(() -> cron("@never", BERLIN).requireSensible(noon, MINUTE));
    }

    @Test
    void aTimeThatNobodyCanKeepIsRefusedAtItsField() {
        var now = at("2026-03-01T12:00:00Z");
        var zone = ZoneId.of("UTC");
        for (var extreme :
                List.of(Instant.MIN, at("-1000000000-01-01T00:00:00Z"), at("+10000-01-01T00:00:00Z"), Instant.MAX)) {
            assertRefusedAt("at", new Timing(extreme, null, null, zone, null, null));
            assertRefusedAt("start", every(extreme, MINUTE, null));
            assertRefusedAt("start", new Timing(null, "0 9 * * *", null, zone, extreme, null));
            assertRefusedAt("end", every(now, MINUTE, extreme));
        }
        assertRefusedAt("cron", new Timing(null, "0 0 1 1 *", null, zone, at("9999-12-31T00:00:00Z"), null));
        assertRefusedAt("cron", new Timing(null, "* * * * *", null, zone, at("9999-12-31T23:59:59Z"), null));
    }

    private static void assertRefusedAt(String field, Timing timing) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> timing.requireSensible(at("2026-03-01T12:00:00Z"), MINUTE))
                .returns(ErrorCode.INVALID, Refusal::code)
                .returns(field, Refusal::field);
    }

    @Test
    void fiveFieldsAreMinutesAndSixBeginWithSeconds() {
        var noon = at("2026-03-01T12:00:00Z");
        assertThat(cron("*/15 * * * *", BERLIN).next(noon)).contains(at("2026-03-01T12:15:00Z"));
        assertThat(cron("30 */15 * * * *", BERLIN).next(noon)).contains(at("2026-03-01T12:00:30Z"));
    }

    @Test
    void equalDistancesStayEqual() {
        var start = at("2026-03-01T12:00:00Z");
        var weekly = every(start, Duration.ofDays(7), at("2026-03-20T00:00:00Z"));
        assertThat(weekly.upcoming(start.minusSeconds(1), 5))
                .containsExactly(start, at("2026-03-08T12:00:00Z"), at("2026-03-15T12:00:00Z"));
        assertThat(weekly.next(start)).contains(at("2026-03-08T12:00:00Z"));
        assertThat(weekly.next(start.plusSeconds(1))).contains(at("2026-03-08T12:00:00Z"));
    }

    @Test
    void nothingIsDueBeforeTheStartOrAfterTheEnd() {
        var bounded = new Timing(
                null, "0 12 * * *", null, ZoneId.of("UTC"), at("2026-03-05T12:00:00Z"), at("2026-03-06T12:00:00Z"));
        assertThat(bounded.upcoming(at("2026-03-01T00:00:00Z"), 5))
                .containsExactly(at("2026-03-05T12:00:00Z"), at("2026-03-06T12:00:00Z"));
    }

    @Test
    void whatIsNeverTooOftenOrNotUnderstoodIsRefused() {
        var now = at("2026-03-01T12:00:00Z");
        refused(() -> new Timing(now, null, null, BERLIN, null, null).requireSensible(now, MINUTE));
        refused(() -> new Timing(null, null, null, BERLIN, null, null).requireSensible(now, MINUTE));
        refused(() ->
                new Timing(now.plusSeconds(1), "0 9 * * *", null, BERLIN, null, null).requireSensible(now, MINUTE));
        refused(() -> cron("soon", BERLIN).requireSensible(now, MINUTE));
        refused(() -> cron("0 0 30 2 *", BERLIN).requireSensible(now, MINUTE));
        refused(() -> cron("*/30 * * * * *", BERLIN).requireSensible(now, MINUTE));
        refused(() -> every(now, Duration.ofSeconds(59), null).requireSensible(now, MINUTE));
        refused(() -> every(null, MINUTE, null).requireSensible(now, MINUTE));
        refused(() -> every(now.minusSeconds(600), MINUTE, now).requireSensible(now, MINUTE));
        assertThatCode(() -> cron("* * * * *", BERLIN).requireSensible(now, MINUTE))
                .doesNotThrowAnyException();
        assertThatCode(() -> every(now, MINUTE, null).requireSensible(now, MINUTE))
                .doesNotThrowAnyException();
    }
}

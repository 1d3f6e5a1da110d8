package io.confab.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When something is due: once, by a cron expression in a time zone, or at equal distances from a start on.
 *
 * @param at    once, then
 * @param cron  five fields (minute, hour, day of the month, month, day of the week), six with seconds before them, or a
 *              macro ({@code @daily}). A time that a day leaves out, because the clock is put forward, is the first after
 *              the gap; one that it has twice counts once
 * @param every the distance, from {@code start} on
 * @param start nothing is due before
 * @param end   nothing is due after
 */
record Timing(
        @Nullable Instant at,
        @Nullable String cron,
        @Nullable Duration every,
        ZoneId zone,
        @Nullable Instant start,
        @Nullable Instant end) {

    private static final int FIELDS_WITHOUT_SECONDS = 5;

    private static final LocalDateTime MIDNIGHT = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final int HOURS_OF_A_DAY = 24;

    /** What every database can keep and every client can read. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** How many distances are looked at to find one that is too short. */
    private static final int LOOKED_AT = 20;

    /** @throws Refusal {@code invalid}, at the field that does not fit */
    void requireSensible(Instant now, Duration shortest) {
        if ((at != null ? 1 : 0) + (cron != null ? 1 : 0) + (every != null ? 1 : 0) != 1) {
            throw ErrorCode.INVALID
                    .because("One of at, cron and every says when.")
                    .at("at");
        }
        requireSpeakable("at", at);
        requireSpeakable("start", start);
        requireSpeakable("end", end);
        if (every != null && (start == null || every.compareTo(shortest) < 0)) {
            throw start == null
                    ? ErrorCode.INVALID.because("Equal distances need a start.").at("start")
                    : tooOften("every", shortest);
        }
        if (cron != null) {
            requireCron(now, shortest);
        }
        if (next(now).isEmpty()) {
            throw ErrorCode.INVALID
                    .because("That is never, from now on.")
                    .at(at != null ? "at" : cron != null ? "cron" : "every");
        }
    }

    private static void requireSpeakable(String field, @Nullable Instant time) {
        if (time != null && (time.isBefore(FIRST) || time.isAfter(LAST))) {
            throw ErrorCode.INVALID
                    .because("A time is from the year 1 to the year 9999.")
                    .at(field);
        }
    }

    private void requireCron(Instant now, Duration shortest) {
        try {
            expression();
        } catch (IllegalArgumentException malformed) {
            throw ErrorCode.INVALID
                    .because("This is no cron expression: " + malformed.getMessage())
                    .at("cron");
        }
        var times = upcoming(now, LOOKED_AT);
        for (int i = 1; i < times.size(); i++) {
            if (Duration.between(times.get(i - 1), times.get(i)).compareTo(shortest) < 0) {
                throw tooOften("cron", shortest);
            }
        }
    }

    private static Refusal tooOften(String field, Duration shortest) {
        return ErrorCode.INVALID
                .because("At most once in " + shortest.toSeconds() + " seconds.")
                .at(field);
    }

    /** The next moments from then on, {@code count} at most. */
    List<Instant> upcoming(Instant after, int count) {
        var times = new ArrayList<Instant>();
        var next = next(after);
        while (next.isPresent() && times.size() < count) {
            times.add(next.get());
            next = next(next.get());
        }
        return times;
    }

    /** The first moment after that one at which it is due. */
    Optional<Instant> next(Instant after) {
        return unbounded(after).filter(time -> !time.isAfter(end == null ? LAST : end));
    }

    private Optional<Instant> unbounded(Instant after) {
        if (at != null) {
            return Optional.of(at).filter(time -> time.isAfter(after));
        }
        if (every != null && start != null) {
            if (after.isBefore(start)) {
                return Optional.of(start);
            }
            long gone = Duration.between(start, after).toMillis() / every.toMillis();
            return Optional.of(start.plus(every.multipliedBy(gone + 1)));
        }
        var from = start != null && after.isBefore(start) ? start.minusMillis(1) : after;
        var expression = expression();
        return isOfEveryHour(expression) ? byTheClock(expression, from) : byTheDay(expression, from);
    }

    private Optional<Instant> byTheClock(CronExpression expression, Instant after) {
        return Optional.ofNullable(expression.next(after.atZone(zone))).map(ZonedDateTime::toInstant);
    }

    /*
     * Spring's expression leaves out a day whose hour is in the gap, and has one twice whose hour comes twice; so it is asked
     * for local times, and these are placed here.
     */
    private Optional<Instant> byTheDay(CronExpression expression, Instant after) {
        var local = expression.next(LocalDateTime.ofInstant(after, zone));
        while (local != null && !placed(local).isAfter(after)) {
            local = expression.next(local);
        }
        return Optional.ofNullable(local).map(this::placed);
    }

    private Instant placed(LocalDateTime local) {
        var change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** What runs every hour goes on through the hour that comes twice. */
    private static boolean isOfEveryHour(CronExpression expression) {
        // A macro has become fields.
        var hours = CronExpression.parse("0 0 " + expression.toString().split("\\s+")[2] + " * * *");
        var hour = MIDNIGHT;
        for (int i = 0; i < HOURS_OF_A_DAY; i++) {
            var next = hours.next(hour);
            if (next == null || !next.equals(hour.plusHours(1))) {
                return false;
            }
            hour = next;
        }
        return true;
    }

    private CronExpression expression() {
        var text = String.valueOf(cron).strip();
        return CronExpression.parse(text.split("\\s+").length == FIELDS_WITHOUT_SECONDS ? "0 " + text : text);
    }
}

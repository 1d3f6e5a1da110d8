package io.confab.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import io.confab.schedule.Schedule.Faults;
import io.confab.schedule.Schedule.Missed;
import io.confab.shared.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of schedules. */
@Repository
class ScheduleStore {

    private static final String SELECT = """
            select id, owner, room, account, body, at, cron, every_seconds, zone, starts_at, ends_at, missed, created_at,
                paused_at, next_at, last_at, last_error, faults, given_up_at
            from schedule where """ + " ";

    private final JdbcClient jdbc;

    ScheduleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The id that it got; its own is not looked at. */
    long insert(Schedule schedule) {
        var key = new GeneratedKeyHolder();
        written(jdbc.sql("""
                insert into schedule (room, account, body, at, cron, every_seconds, zone, starts_at, ends_at, missed, next_at,
                    owner, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""), schedule)
                .param(schedule.owner().value())
                .param(utc(schedule.createdAt()))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    void update(Schedule schedule) {
        written(jdbc.sql("""
                update schedule set room = ?, account = ?, body = ?, at = ?, cron = ?, every_seconds = ?, zone = ?,
                    starts_at = ?, ends_at = ?, missed = ?, next_at = ?, paused_at = ?, last_at = ?, last_error = ?,
                    faults = ?, given_up_at = ?
                where id = ?"""), schedule)
                .param(utc(schedule.pausedAt()))
                .param(utc(schedule.lastAt()))
                .param(schedule.lastError())
                .param(schedule.faults().tries())
                .param(utc(schedule.faults().givenUpAt()))
                .param(schedule.id())
                .update();
    }

    private static JdbcClient.StatementSpec written(JdbcClient.StatementSpec statement, Schedule schedule) {
        var timing = schedule.timing();
        return statement
                .param(schedule.room() == null ? null : schedule.room().value())
                .param(schedule.account() == null ? null : schedule.account().value())
                .param(schedule.body())
                .param(utc(timing.at()))
                .param(timing.cron())
                .param(timing.every() == null ? null : timing.every().toSeconds())
                .param(timing.zone().getId())
                .param(utc(timing.start()))
                .param(utc(timing.end()))
                .param(schedule.missed().name())
                .param(utc(schedule.nextAt()));
    }

    void delete(long id) {
        jdbc.sql("delete from schedule where id = ?").param(id).update();
    }

    Optional<Schedule> find(long id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(ScheduleStore::row).optional();
    }

    /** Holds its lock until the end of the transaction. */
    Optional<Schedule> lock(long id) {
        return jdbc.sql(SELECT + "id = ? for update")
                .param(id)
                .query(ScheduleStore::row)
                .optional();
    }

    /** Newest first. */
    List<Schedule> of(AccountId owner) {
        return jdbc.sql(SELECT + "owner = ? order by id desc")
                .param(owner.value())
                .query(ScheduleStore::row)
                .list();
    }

    /** Without what is over. */
    long count(AccountId owner) {
        return jdbc.sql(
                        "select count(*) from schedule where owner = ? and (next_at is not null or paused_at is not null)")
                .param(owner.value())
                .query(Long.class)
                .single();
    }

    /** What is over, and was never due again after that moment. */
    void deleteOver(Instant before) {
        jdbc.sql("""
                delete from schedule where next_at is null and paused_at is null
                    and coalesce(last_at, at, ends_at, created_at) < ?""").param(utc(before)).update();
    }

    private static Schedule row(ResultSet row, int index) throws SQLException {
        var room = row.getObject("room", Long.class);
        var account = row.getObject("account", Long.class);
        var every = row.getObject("every_seconds", Long.class);
        return new Schedule(
                row.getLong("id"),
                new AccountId(row.getLong("owner")),
                room == null ? null : new RoomId(room),
                account == null ? null : new AccountId(account),
                Objects.requireNonNull(row.getString("body")),
                new Timing(
                        Columns.instant(row, "at"),
                        row.getString("cron"),
                        every == null ? null : Duration.ofSeconds(every),
                        ZoneId.of(row.getString("zone")),
                        Columns.instant(row, "starts_at"),
                        Columns.instant(row, "ends_at")),
                Missed.valueOf(row.getString("missed")),
                Objects.requireNonNull(Columns.instant(row, "created_at")),
                Columns.instant(row, "paused_at"),
                Columns.instant(row, "next_at"),
                Columns.instant(row, "last_at"),
                row.getString("last_error"),
                new Faults(row.getInt("faults"), Columns.instant(row, "given_up_at")));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

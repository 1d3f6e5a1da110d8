package io.confab.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.schedule.Schedule.Faults;
import io.confab.schedule.Schedule.Missed;
import io.confab.shared.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
@Import(ScheduleStore.class)
class ScheduleSweepTests {

    private static final Duration KEPT = Duration.ofDays(30);

    @Autowired
    ScheduleStore store;

    @Autowired
    TestClock clock;

    @Autowired
    TestAccounts accounts;

    AccountId ada;
    ScheduleSweep sweep;

    @BeforeEach
    void prepare() {
        ada = accounts.person("ada-" + UUID.randomUUID().toString().substring(0, 8));
        sweep = new ScheduleSweep(
                store, new ScheduleSettings(50, Duration.ofMinutes(1), Duration.ofMinutes(1), 12, KEPT, KEPT), clock);
    }

    private long schedule(Instant at, @Nullable Instant pausedAt, @Nullable Instant nextAt, @Nullable Instant lastAt) {
        var timing = new Timing(at, null, null, ZoneId.of("UTC"), null, null);
        var created = new Schedule(
                0,
                ada,
                null,
                null,
                "x",
                timing,
                Missed.SEND,
                at.minusSeconds(60),
                pausedAt,
                nextAt,
                lastAt,
                null,
                Faults.NONE);
        long id = store.insert(created);
        store.update(new Schedule(
                id,
                ada,
                null,
                null,
                "x",
                timing,
                Missed.SEND,
                at.minusSeconds(60),
                pausedAt,
                nextAt,
                lastAt,
                null,
                Faults.NONE));
        return id;
    }

    @Test
    void whatIsOverIsRemovedAfterAWhileAndDoesNotCount() {
        var now = clock.instant();
        var longAgo = now.minus(KEPT).minusSeconds(1);
        var lately = now.minus(KEPT).plusSeconds(1);
        long said = schedule(longAgo, null, null, longAgo);
        long neverDue = schedule(longAgo, null, null, null);
        long saidLately = schedule(lately, null, null, lately);
        long paused = schedule(longAgo, longAgo, null, null);
        long due = schedule(longAgo, null, longAgo, null);
        assertThat(store.count(ada)).isEqualTo(2);

        sweep.sweep();

        assertThat(store.of(ada)).extracting(Schedule::id).containsExactly(due, paused, saidLately);
        assertThat(store.find(said)).isEmpty();
        assertThat(store.find(neverDue)).isEmpty();
    }
}

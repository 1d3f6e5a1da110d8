package io.confab.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.confab.shared.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DatabaseClockTests {

    private static final Duration BRIEFLY = Duration.ofMillis(900);

    final TestClock database = new TestClock();
    final AtomicInteger asked = new AtomicInteger();
    final AtomicBoolean away = new AtomicBoolean();
    final AtomicLong nanos = new AtomicLong();
    final DatabaseClock clock = new DatabaseClock(this::ask, nanos::get);

    private Instant ask() {
        asked.incrementAndGet();
        if (away.get()) {
            throw new DataAccessResourceFailureException("It is away.");
        }
        return database.instant();
    }

    /** So much later, for the database and for this node. */
    private void pass(Duration time) {
        database.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void goesOnByItselfForASecond() {
        assertThat(clock.now()).isEqualTo(database.instant());
        pass(BRIEFLY);
        assertThat(clock.now()).isEqualTo(database.instant());
        assertThat(asked).hasValue(1);
    }

    @Test
    void followsADatabaseWhoseTimeChanges() {
        clock.now();
        database.advance(Duration.ofHours(-1));
        pass(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(database.instant());
    }

    @Test
    void goesOnWhileTheDatabaseIsAway() {
        clock.now();
        away.set(true);
        pass(Duration.ofMinutes(1));
        assertThat(clock.now()).isEqualTo(database.instant());
        away.set(false);
        database.advance(Duration.ofSeconds(3));
        assertThat(clock.now()).isEqualTo(database.instant());
    }

    @Test
    void hasNoTimeBeforeTheDatabaseToldIt() {
        away.set(true);
        assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(clock::now);
    }

    /** There the database says when it began. */
    @Test
    void isNotAskedWithinATransaction() {
        clock.now();
        pass(Duration.ofSeconds(5));
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThat(clock.now()).isEqualTo(database.instant());
            assertThat(asked).hasValue(1);
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }
}

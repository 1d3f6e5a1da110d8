package io.confab.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import com.github.kagkarlsson.scheduler.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The database's time, which is one for all nodes: what is due is due at the same moment for each of them, whatever their own
 * clocks say. It is asked for once a second at most; in between, and while the database is away, it goes on by itself. Thread-safe.
 */
@Component
class DatabaseClock implements Clock {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Supplier<Instant> database;
    private final LongSupplier nanos;
    private volatile @Nullable Reading last;

    private record Reading(Instant time, long nanos) {

        Instant at(long now) {
            return time.plusNanos(now - nanos);
        }

        boolean isFresh(long now) {
            return now - nanos < FRESH.toNanos();
        }
    }

    @Autowired
    DatabaseClock(JdbcClient jdbc) {
        this(
                () -> jdbc.sql("select current_timestamp")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant(),
                System::nanoTime);
    }

    DatabaseClock(Supplier<Instant> database, LongSupplier nanos) {
        this.database = database;
        this.nanos = nanos;
    }

    @Override
    public Instant now() {
        var known = last;
        long now = nanos.getAsLong();
        // Within a transaction the database's time stands still.
        if (known != null && (known.isFresh(now) || TransactionSynchronizationManager.isActualTransactionActive())) {
            return known.at(now);
        }
        try {
            var read = new Reading(database.get(), nanos.getAsLong());
            last = read;
            return read.time();
        } catch (RuntimeException unavailable) {
            if (known == null) {
                throw unavailable;
            }
            LOG.debug("The database does not tell its time now: {}", unavailable.toString());
            return known.at(now);
        }
    }
}

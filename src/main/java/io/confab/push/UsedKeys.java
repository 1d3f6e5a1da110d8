package io.confab.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;

import io.confab.account.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The keys of pushes that are in no log. One is remembered for a day. */
@Repository
class UsedKeys {

    private static final Logger LOG = LoggerFactory.getLogger(UsedKeys.class);
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    UsedKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Does what nobody has done under this key within a day. Without a key that is always so.
     *
     * @return what the deed says; false if it was not done again
     */
    boolean once(AccountId account, IdempotencyKey key, BooleanSupplier deed) {
        if (isUsed(account, key)) {
            return false;
        }
        // Only then, and not before: whoever dies in between has it done twice, and not never.
        boolean done = deed.getAsBoolean();
        remember(account, key);
        return done;
    }

    private boolean isUsed(AccountId account, IdempotencyKey key) {
        return key.text() != null
                && jdbc.sql("select count(*) from push_key where account = ? and text = ?")
                                .params(account.value(), key.text())
                                .query(Long.class)
                                .single()
                        > 0;
    }

    private void remember(AccountId account, IdempotencyKey key) {
        if (key.text() == null) {
            return;
        }
        try {
            jdbc.sql("insert into push_key (account, text, used_at) values (?, ?, ?)")
                    .params(account.value(), key.text(), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException another) {
            // Who did the same at the same time has written it down.
        }
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 3600_000, scheduler = "taskScheduler")
    void forget() {
        Instant before = clock.instant().minus(REMEMBERED);
        try {
            jdbc.sql("delete from push_key where used_at < ?")
                    .param(before.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (RuntimeException unavailable) {
            LOG.warn("Old keys of pushes cannot be cleared now: {}", unavailable.toString());
        }
    }
}

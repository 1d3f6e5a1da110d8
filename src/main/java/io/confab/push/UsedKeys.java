package io.confab.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

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

    /** Whether nobody had used it before; from now on somebody has. Without a key it is always so. */
    boolean use(AccountId account, IdempotencyKey key) {
        var text = key.text();
        if (text == null) {
            return true;
        }
        try {
            jdbc.sql("insert into push_key (account, text, used_at) values (?, ?, ?)")
                    .params(account.value(), text, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException again) {
            return false;
        }
    }

    /** What it was used for did not come about. */
    void giveBack(AccountId account, IdempotencyKey key) {
        if (key.text() != null) {
            jdbc.sql("delete from push_key where account = ? and text = ?")
                    .params(account.value(), key.text())
                    .update();
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

package io.confab.message;

import java.util.concurrent.FutureTask;

import io.confab.shared.UrgentThread;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the log can be written, found out by writing: a database whose disk is full still answers questions. The server
 * needs no restart when the cause is gone.
 */
@Component
class LogHealthIndicator extends AbstractHealthIndicator {

    private final JdbcClient jdbc;

    LogHealthIndicator(JdbcClient jdbc) {
        super("The log cannot be written");
        this.jdbc = jdbc;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) throws Exception {
        // On the way of the log: requests may hold all other connections, and the log goes on.
        var write = new FutureTask<>(
                () -> jdbc.sql("update store set epoch = epoch where id = 1").update());
        new UrgentThread(write, "log-health").start();
        write.get();
        builder.up();
    }
}

package io.confab.message;

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
    protected void doHealthCheck(Health.Builder builder) {
        jdbc.sql("update store set epoch = epoch where id = 1").update();
        builder.up();
    }
}

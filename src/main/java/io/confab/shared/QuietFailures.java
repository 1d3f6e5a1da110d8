package io.confab.shared;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Keeps the values of a statement out of what PostgreSQL's driver tells of its failure: they may be what somebody said,
 * and whoever logs the failure would log them. H2 knows no such setting, and refuses a connection that has one.
 */
@Component
class QuietFailures implements BeanPostProcessor {

    /** A process that is stopped in the middle of a transaction would hold the locks of its rooms until it goes on. */
    private static final String HELD_UP = "-c idle_in_transaction_session_timeout=10s";

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            pool.addDataSourceProperty("options", HELD_UP);
        }
        return bean;
    }
}

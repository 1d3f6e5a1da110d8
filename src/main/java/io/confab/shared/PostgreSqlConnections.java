package io.confab.shared;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** What the driver of PostgreSQL is told. H2 knows none of it, and refuses a connection that has a setting it does not know. */
@Component
class PostgreSqlConnections implements BeanPostProcessor {

    /** A process that is stopped in the middle of a transaction would hold the locks of its rooms until it goes on. */
    private static final String HELD_UP = "-c idle_in_transaction_session_timeout=5s";

    /**
     * A database that vanishes without a word (its machine lost power, a firewall forgot the connection) is waited for as
     * long as this, and by default for ever. No statement of this server takes so long, but those of migrations, which wait
     * without end ({@link PatientMigrations}).
     */
    static final Duration SILENCE = Duration.ofSeconds(20);

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && isPostgreSql(pool.getJdbcUrl())) {
            // The values of a statement that failed may be what somebody said, and whoever logs the failure would log
            // them.
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            pool.addDataSourceProperty("options", HELD_UP);
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            pool.addDataSourceProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
        }
        return bean;
    }

    static boolean isPostgreSql(@Nullable String url) {
        return url != null && url.startsWith("jdbc:postgresql:");
    }
}

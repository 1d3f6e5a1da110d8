package io.confab.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.Map;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Puts a second, small pool beside that of the server, for those threads that must not wait behind requests
 * ({@link UrgentThread}). Whoever asks for a connection knows nothing of it: it is the same data source.
 */
@Component
class UrgentConnections implements DestructionAwareBeanPostProcessor, SmartInitializingSingleton {

    private static final String POOL = "urgent";

    /** Of the log, the lease, the two that read on, and the check of the log's health; each holds one at a time. */
    private static final int MOST = 5;

    private final ObjectProvider<MeterRegistry> meters;
    private final Map<HikariDataSource, HikariDataSource> pools = new IdentityHashMap<>();

    UrgentConnections(ObjectProvider<MeterRegistry> meters) {
        this.meters = meters;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof HikariDataSource pool)) {
            return bean;
        }
        var urgent = new HikariDataSource();
        pool.copyStateTo(urgent);
        urgent.setPoolName(POOL);
        urgent.setMaximumPoolSize(MOST);
        urgent.setMinimumIdle(MOST);
        pools.put(pool, urgent);
        return new ByThread(pool, urgent);
    }

    /** A server whose database has no room for these connections does not start, instead of committing nothing later. */
    @Override
    public void afterSingletonsInstantiated() {
        for (var urgent : pools.values()) {
            meters.ifAvailable(
                    registry -> urgent.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry)));
            try {
                urgent.getConnection().close();
            } catch (SQLException refused) {
                throw new CannotGetJdbcConnectionException("There is no connection for what is urgent", refused);
            }
        }
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return bean instanceof HikariDataSource pool && pools.containsKey(pool);
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String name) {
        var urgent = pools.remove(bean);
        if (urgent != null) {
            urgent.close();
        }
    }

    private static final class ByThread extends DelegatingDataSource {

        private final DataSource urgent;

        ByThread(DataSource pool, DataSource urgent) {
            super(pool);
            this.urgent = urgent;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return Thread.currentThread() instanceof UrgentThread ? urgent.getConnection() : super.getConnection();
        }
    }
}

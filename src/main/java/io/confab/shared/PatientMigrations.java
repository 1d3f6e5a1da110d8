package io.confab.shared;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/** Lets a migration of a large PostgreSQL database take its time. */
@Component
class PatientMigrations implements FlywayConfigurationCustomizer {

    private static final int FOR_EVER = 0;

    @Override
    public void customize(FluentConfiguration configuration) {
        var source = configuration.getDataSource();
        var pool = DataSourceUnwrapper.unwrap(source, HikariConfigMXBean.class, HikariDataSource.class);
        if (pool != null && PostgreSqlConnections.isPostgreSql(pool.getJdbcUrl())) {
            configuration.dataSource(new Patient(source));
        }
    }

    private static final class Patient extends DelegatingDataSource {

        Patient(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            connection.setNetworkTimeout(Runnable::run, FOR_EVER);
            return connection;
        }
    }
}

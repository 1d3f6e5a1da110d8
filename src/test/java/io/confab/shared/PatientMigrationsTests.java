package io.confab.shared;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

class PatientMigrationsTests {

    @Test
    void migrationsOfPostgreSqlAreWaitedForThroughWhateverStandsBeforeThePool() {
        var database = database("jdbc:postgresql://db.example/confab");
        assertThat(customized(database)).isNotSameAs(database);
    }

    @Test
    void h2IsLeftAsItIs() {
        var database = database("jdbc:h2:mem:patient");
        assertThat(customized(database)).isSameAs(database);
    }

    private static DataSource database(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        var beans = new DefaultListableBeanFactory();
        return (DataSource) new UrgentConnections(beans.getBeanProvider(MeterRegistry.class))
                .postProcessAfterInitialization(pool, "dataSource");
    }

    private static DataSource customized(DataSource database) {
        var configuration = new FluentConfiguration().dataSource(database);
        new PatientMigrations().customize(configuration);
        return configuration.getDataSource();
    }
}

package io.confab.shared;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PostgreSqlConnectionsTests {

    @Test
    void postgresqlIsAskedToQuoteNoValues() {
        assertThat(prepared("jdbc:postgresql://db.example/confab").getDataSourceProperties())
                .containsEntry("logServerErrorDetail", "false");
    }

    @Test
    void aPostgresqlThatVanishesIsNotWaitedForForEver() {
        assertThat(prepared("jdbc:postgresql://db.example/confab").getDataSourceProperties())
                .containsEntry("socketTimeout", "20")
                .containsEntry("tcpKeepAlive", "true");
    }

    @Test
    void h2GetsNoSettingThatItDoesNotKnow() {
        assertThat(prepared("jdbc:h2:mem:quiet").getDataSourceProperties()).isEmpty();
    }

    private static HikariDataSource prepared(String url) {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            assertThat(new PostgreSqlConnections().postProcessBeforeInitialization(pool, "dataSource"))
                    .isSameAs(pool);
            return pool;
        }
    }
}

package io.confab.shared;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuietFailuresTests {

    @Test
    void postgresqlIsAskedToQuoteNoValues() {
        assertThat(prepared("jdbc:postgresql://db.example/confab").getDataSourceProperties())
                .containsEntry("logServerErrorDetail", "false");
    }

    @Test
    void h2GetsNoSettingThatItDoesNotKnow() {
        assertThat(prepared("jdbc:h2:mem:quiet").getDataSourceProperties()).isEmpty();
    }

    private static HikariDataSource prepared(String url) {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            assertThat(new QuietFailures().postProcessBeforeInitialization(pool, "dataSource"))
                    .isSameAs(pool);
            return pool;
        }
    }
}

package io.confab.message;

import java.sql.DriverManager;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A page costs the same at any depth: H2 takes its rows from an index in their order, and sorts none. */
class PagePlanTests {

    private static final String URL = "jdbc:h2:mem:plans;DB_CLOSE_DELAY=-1";

    @BeforeAll
    static void migrate() {
        Flyway.configure()
                .dataSource(URL, "", "")
                .locations("classpath:db/migration", "classpath:db/h2")
                .load()
                .migrate();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MessageStore.BEFORE,
                MessageStore.AFTER,
                MessageStore.CHANGED_SINCE,
                HeadEntries.NEWEST_SAID,
                UnreadCounts.ONE_ROOM
            })
    void sortsNothing(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(URL);
                var explain = connection.prepareStatement("explain " + sql)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setLong(i, 10);
            }
            try (var plan = explain.executeQuery()) {
                plan.next();
                assertThat(plan.getString(1)).contains("index sorted");
            }
        }
    }
}

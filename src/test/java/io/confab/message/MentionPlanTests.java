package io.confab.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;

import io.confab.DatabaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked for every reader goes by an index on both databases, however many messages there are. */
@DatabaseTest
class MentionPlanTests {

    /** As H2 and PostgreSQL call it. */
    private static final String[] WHOLE_TABLE = {"tablescan", "seq scan"};

    @Autowired
    DataSource database;

    @Test
    void countsGoByTheIndexes() throws Exception {
        var some = "cast(array[1, 2] as bigint array)";
        assertThat(plan(MentionStore.COUNT, some, some, some, some, some, some)).doesNotContain(WHOLE_TABLE);
    }

    @Test
    void pagesGoByTheIndexesAndThoseByNameAreNotSorted() throws Exception {
        var now = "current_timestamp";
        assertThat(plan(MentionStore.PAGE, "1", now, now, "9", "10"))
                .contains("mention_by_time")
                .doesNotContain("sort key");
        assertThat(plan(MentionStore.CALLS, "1", now, now, "9", "10")).doesNotContain(WHOLE_TABLE);
    }

    private String plan(String sql, String... values) throws SQLException {
        var filled = sql;
        for (var value : values) {
            filled = filled.replaceFirst("\\?", value);
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            preferIndexes(connection);
            var plan = new StringBuilder();
            try (var rows = statement.executeQuery("explain " + filled)) {
                while (rows.next()) {
                    plan.append(Objects.requireNonNull(rows.getString(1))).append('\n');
                }
            }
            return plan.toString().toLowerCase(Locale.ROOT);
        }
    }

    /** The tables of a test are so small that PostgreSQL would read them whole, or sort the little that it finds. */
    private static void preferIndexes(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            try (var statement = connection.createStatement()) {
                statement.execute("set enable_seqscan = off");
                statement.execute("set enable_bitmapscan = off");
            }
        }
    }
}

package io.confab.message;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every post writes into each index of the messages, so on H2 there is none but those that something needs. */
class MessageIndexTests {

    private static final String URL = "jdbc:h2:mem:indexes";

    private static Connection connection;

    @BeforeAll
    static void migrate() throws Exception {
        connection = DriverManager.getConnection(URL);
        Flyway.configure()
                .dataSource(URL, "", "")
                .locations("classpath:db/migration", "classpath:db/h2")
                .load()
                .migrate();
        // H2 chooses by what is in an index, which it looks at after every 2 000 changes.
        try (var statement = connection.createStatement()) {
            statement.execute("set referential_integrity false");
            statement.execute("""
                    insert into message (id, room, seq, rev, body_rev, author, client_id, body, created_at)
                    select x, mod(x, 10), x, x, x, mod(x / 10, 100), 'p-' || x, 'Hello', current_timestamp
                    from system_range(1, 10000)""");
            statement.execute("analyze");
        }
    }

    @AfterAll
    static void close() throws Exception {
        connection.close();
    }

    @Test
    void thereAreNoMore() throws Exception {
        assertThat(rows("""
                        select listagg(column_name, ', ') within group (order by ordinal_position)
                        from information_schema.index_columns where table_name = 'MESSAGE' group by index_name"""))
                .containsExactlyInAnyOrder(
                        "ID", "ROOM", "ROOM, SEQ", "ROOM, REV", "AUTHOR, ROOM, CLIENT_ID", "REPLY_TO");
    }

    @Test
    void whatSomebodySaidIsFoundByTheOneThatTellsARepeatedPost() throws Exception {
        for (var where : List.of("m.room = 1", "r.kind = 'PUBLIC'")) {
            var sql = RemovalStore.SAID.formatted(where).replaceFirst("author = \\?", "author = 1");
            assertThat(rows("explain " + sql.replace("limit ?", "limit 1").replace("?", "current_timestamp")))
                    .singleElement()
                    .asString()
                    .contains("MESSAGE_CLIENT_ID_UNIQUE")
                    .doesNotContain("MESSAGE.tableScan");
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}

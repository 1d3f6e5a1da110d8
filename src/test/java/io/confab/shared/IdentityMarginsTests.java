package io.confab.shared;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityMarginsTests {

    @TempDir
    Path folder;

    @BeforeEach
    void migrate() {
        Flyway.configure()
                .dataSource(url("confab"), "confab", "")
                .locations("classpath:db/migration", "classpath:db/h2")
                .callbacks(new IdentityMargins())
                .load()
                .migrate();
    }

    @Test
    void noIdIsGivenOutTwiceAfterACrash() throws Exception {
        try (var connection = open("confab")) {
            var before = insertRoom(connection, "before");
            // What the file holds now is what a process that is killed now leaves behind.
            Files.copy(folder.resolve("confab.mv.db"), folder.resolve("crashed.mv.db"));
            try (var crashed = open("crashed")) {
                assertThat(insertRoom(crashed, "after")).isGreaterThan(before);
            }
        }
    }

    private static long insertRoom(Connection connection, String name) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into room (kind, name, description, ownerless, member_count, rev, head_rev, head_seq, first_seq,
                    created_at, moved_at)
                values ('PRIVATE', ?, '', false, 1, 1, 1, 0, 1, current_timestamp, current_timestamp)""", new String[] {"id"})) {
            insert.setString(1, name);
            insert.executeUpdate();
            try (var key = insert.getGeneratedKeys()) {
                key.next();
                return key.getLong(1);
            }
        }
    }

    private Connection open(String name) throws SQLException {
        return DriverManager.getConnection(url(name), "confab", "");
    }

    private String url(String name) {
        return "jdbc:h2:file:" + folder.resolve(name) + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1";
    }
}

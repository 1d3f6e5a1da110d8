package io.confab.audit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

import io.confab.audit.AuditEntry.Outcome;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The command, on a database of its own and without a server. */
class AuditVerificationTests {

    @TempDir
    Path folder;

    String url;
    JdbcClient jdbc;

    @BeforeEach
    void write() {
        url = "jdbc:h2:file:" + folder.resolve("confab");
        var data = new SimpleDriverDataSource(new org.h2.Driver(), url, "confab", "");
        Flyway.configure()
                .dataSource(data)
                .locations("classpath:db/migration", "classpath:db/h2")
                .load()
                .migrate();
        jdbc = JdbcClient.create(data);
        var store = new AuditStore(jdbc);
        for (int i = 0; i < 3; i++) {
            store.append(new AuditEntry(
                    0, Instant.EPOCH, 1, null, "test.done", Outcome.DONE, null, null, null, null, "{}", Chain.START));
        }
    }

    @Test
    void saysThatAllIsWellAndExitsWith0() {
        assertThat(run(0)).startsWith("The audit log is intact: 3 entries, the last hash is ");
    }

    @Test
    void saysWhereTheChainIsBrokenAndExitsWith1() {
        jdbc.sql("update audit set actor = 2 where number = 2").update();

        assertThat(run(1)).startsWith("The audit log is broken at entry 2; the 1 before it are intact");
    }

    @Test
    void saysThatThereIsNoLogAndExitsWith2() {
        jdbc.sql("drop table audit").update();

        assertThat(run(2)).startsWith("The audit log cannot be read: ");
    }

    private String run(int expected) {
        var said = new ByteArrayOutputStream();
        int status = AuditVerification.run(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                AuditVerification.COMMAND,
                "--spring.datasource.url=" + url);
        assertThat(status).isEqualTo(expected);
        return said.toString(StandardCharsets.UTF_8);
    }
}

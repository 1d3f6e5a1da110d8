package io.confab.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UrgentConnectionsTests {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @Test
    void anUrgentThreadGetsAConnectionWhereAllOthersAreTaken() throws Exception {
        try (context) {
            var database = database();
            try (var only = database.getConnection()) {
                assertThat(user(only)).isEqualTo("KEEPER");
                assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(database::getConnection);
                assertThat(urgently(database)).isEqualTo("KEEPER");
            }
        }
    }

    @Test
    void theirPoolEndsWithTheOther() throws Exception {
        DataSource database;
        try (context) {
            database = database();
            assertThat(urgently(database)).isEqualTo("KEEPER");
        }
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> urgently(database))
                .withMessageContaining("has been closed");
    }

    @Test
    void aServerThatCannotHaveThemDoesNotStart() {
        try (context) {
            assertThatExceptionOfType(CannotGetJdbcConnectionException.class)
                    .isThrownBy(() -> database("jdbc:h2:mem:none;IFEXISTS=TRUE"));
        }
    }

    private DataSource database() {
        return database("jdbc:h2:mem:urgent");
    }

    private DataSource database(String url) {
        context.register(UrgentConnections.class);
        context.registerBean(HikariDataSource.class, () -> poolOfOne(url));
        context.refresh();
        return context.getBean(DataSource.class);
    }

    private static HikariDataSource poolOfOne(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("keeper");
        pool.setPassword("secret");
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(Duration.ofMillis(250).toMillis());
        return pool;
    }

    private static String urgently(DataSource database) throws ExecutionException, InterruptedException {
        var asked = new FutureTask<>(() -> {
            try (var connection = database.getConnection()) {
                return user(connection);
            }
        });
        new UrgentThread(asked, "urgent").start();
        return asked.get();
    }

    private static String user(Connection connection) throws SQLException {
        return connection.getMetaData().getUserName();
    }
}

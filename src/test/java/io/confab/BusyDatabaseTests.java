package io.confab;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.confab.stomp.CloseCode;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What must go on while requests hold every connection to the database that they can get. */
@ServerTest
class BusyDatabaseTests {

    @LocalServerPort
    int port;

    @Autowired
    DataSource database;

    @Autowired
    @Qualifier("logHealthIndicator")
    HealthIndicator log;

    private People people;

    @BeforeEach
    void people() {
        people = new People(port);
    }

    @Test
    void aPostIsCommittedAndDelivered() throws Exception {
        var ada = people.register("ada");
        var room = ada.createRoom("busy", "PUBLIC");
        var post = "/app/rooms/" + room + "/post";
        try (var user = StompUser.connect(port, ada.token())) {
            var inbox = user.subscribe("/topic/rooms/" + room);
            user.send(post, Map.of("clientId", "1", "body", "before")); // its author may post here: known from now on
            inbox.next("message.posted");
            try (var busy = new Busy(database)) {
                var before = busy.head(room);
                user.send(post, Map.of("clientId", "2", "body", "meanwhile"));
                assertThat(inbox.next("message.posted")
                                .path("message")
                                .path("body")
                                .asString())
                        .isEqualTo("meanwhile");
                assertThat(busy.head(room)).isEqualTo(before + 1);
                assertThat(log.health(false)).isEqualTo(Health.up().build());
            }
        }
    }

    @Test
    void theLeaseIsRenewed() throws Exception {
        try (var busy = new Busy(database)) {
            var before = busy.lease();
            Awaitility.await().until(() -> busy.lease().isAfter(before));
        }
    }

    @Test
    void aSignInThatEndsElsewhereEndsHere() throws Exception {
        var ada = people.register("ada");
        try (var user = StompUser.connect(port, ada.token());
                var busy = new Busy(database)) {
            busy.endSignIns(ada.id());
            assertThat(user.closeCode()).isEqualTo(CloseCode.SIGNED_OUT.code());
        }
    }

    /** All connections that requests can get, held. */
    private static final class Busy implements AutoCloseable {

        private final List<Connection> held = new ArrayList<>();
        private final JdbcClient jdbc;

        Busy(DataSource database) throws SQLException {
            int all = database.unwrap(HikariDataSource.class).getMaximumPoolSize();
            try {
                while (held.size() < all) {
                    held.add(database.getConnection());
                }
            } catch (SQLException refused) {
                close();
                throw refused;
            }
            jdbc = JdbcClient.create(new SingleConnectionDataSource(held.get(0), true));
        }

        long head(long room) {
            return jdbc.sql("select head_seq from room where id = ?")
                    .param(room)
                    .query(Long.class)
                    .single();
        }

        OffsetDateTime lease() {
            return Objects.requireNonNull(jdbc.sql("select max(lease_until) from node")
                    .query(OffsetDateTime.class)
                    .single());
        }

        /** As another node does it. */
        void endSignIns(long account) {
            var signIns = jdbc.sql("select cast(id as varchar) from sign_in where account = ?")
                    .param(account)
                    .query(String.class)
                    .list();
            jdbc.sql("update control_head set number = number + 1 where id = 1").update();
            jdbc.sql("""
                            insert into control (number, kind, body, written_at)
                            select number, 'sign-in.ended', ?, current_timestamp from control_head""").param(String.join(",", signIns)).update();
        }

        @Override
        public void close() throws SQLException {
            for (var connection : held) {
                connection.close();
            }
        }
    }
}

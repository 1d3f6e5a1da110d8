package io.confab.account;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import io.confab.ConfabApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Sign-ins are in the database, on H2 and on PostgreSQL: a server that starts again knows everybody. */
class DurabilityTests {

    @Test
    void signInsSurviveARestartOnH2(@TempDir Path folder) {
        survive("jdbc:h2:file:" + folder.resolve("confab") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "confab");
    }

    @Test
    void signInsSurviveARestartOnPostgresql() throws IOException {
        try (var postgres = EmbeddedPostgres.start()) {
            survive(postgres.getJdbcUrl("postgres", "postgres"), "postgres");
        }
    }

    private static void survive(String database, String user) {
        Browser ada;
        Browser program;
        try (var server = start(database, user)) {
            ada = new Browser(port(server)).registered("ada");
            assertThat(ada.session().path("account").path("role").asString()).isEqualTo("ADMINISTRATOR");
            assertThat(new Browser(port(server))
                            .post("/api/accounts", Map.of("username", "Ada", "password", Browser.PASSWORD))
                            .code())
                    .isEqualTo("username-taken");
            program = new Browser(port(server))
                    .with("Authorization", "Bearer " + ada.token().path("token").asString());
            assertThat(program.isSignedIn()).isTrue();
            assertThat(ada.post("/api/invites", Map.of("expiresAt", "2100-01-01T00:00:00Z"))
                            .status())
                    .isEqualTo(201);
            var guest = new Browser(port(server));
            assertThat(guest.post("/api/guests", Map.of("displayName", "100% guest_"))
                            .status())
                    .isEqualTo(201);
            assertThat(ada.get("/api/accounts?query=100%25").json().path("accounts"))
                    .hasSize(1);
            assertThat(ada.get("/api/accounts?query=%25").json().path("accounts"))
                    .isEmpty();
            guest.withCsrf().delete("/api/session");
            server.getBean(SignInSweep.class).sweep();
        }

        try (var server = start(database, user)) {
            ada = ada.at(port(server));
            assertThat(ada.session().path("account").path("username").asString())
                    .isEqualTo("ada");
            assertThat(ada.patch("/api/accounts/me", Map.of("displayName", "Ada"))
                            .status())
                    .isEqualTo(200);
            assertThat(program.at(port(server)).isSignedIn()).isTrue();
            assertThat(ada.put(
                                    "/api/accounts/me/password",
                                    Map.of("currentPassword", Browser.PASSWORD, "newPassword", "battery staple"))
                            .status())
                    .isEqualTo(204);
            assertThat(ada.isSignedIn()).isTrue();
            assertThat(program.at(port(server)).get("/api/session").status()).isEqualTo(401);
        }
    }

    private static ConfigurableApplicationContext start(String database, String user) {
        return new SpringApplicationBuilder(ConfabApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--management.server.port=-1",
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=" + user,
                        "--confab.accounts.password-strength=4");
    }

    private static int port(ConfigurableApplicationContext server) {
        return server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}

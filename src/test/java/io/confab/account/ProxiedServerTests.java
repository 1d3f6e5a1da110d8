package io.confab.account;

import java.time.Duration;
import java.util.Map;

import io.confab.shared.TestClock;
import io.confab.stomp.StompUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A server behind a proxy that believes its headers, with everything that can be narrowed narrowed. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:proxied;DB_CLOSE_DELAY=-1",
            "management.server.port=0",
            "server.forward-headers-strategy=framework",
            "confab.accounts.password-strength=4",
            "confab.accounts.sign-up=invite",
            "confab.accounts.guests=false",
            "confab.limits.sign-ins-per-account=3/1m",
            "confab.limits.changes-per-account=20/10s"
        })
@Import(TestClockConfiguration.class)
class ProxiedServerTests {

    @LocalServerPort
    int port;

    @Autowired
    SetUp setUp;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    static int people;

    @BeforeEach
    void thereIsNoAdministrator() {
        clock.advance(Duration.ofHours(1));
        jdbc.sql("update set_up set administrator = null").update();
    }

    private Browser proxied() {
        return new Browser(port)
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "chat.example.org")
                .with("X-Forwarded-Port", "443")
                .with("X-Forwarded-For", "192.0.2.7");
    }

    private Browser administrator() {
        var browser = proxied();
        var answer = browser.post(
                "/api/accounts",
                Map.of("username", "root-" + ++people, "password", Browser.PASSWORD, "setUpCode", setUp.code()));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("role").asString()).isEqualTo("ADMINISTRATOR");
        return browser.withCsrf();
    }

    @Test
    void theFirstAccountTakesTheSetUpCodeWhateverItsAddressIsSaidToBe() {
        for (var browser : new Browser[] {new Browser(port), proxied().with("X-Forwarded-For", "127.0.0.1")}) {
            assertThat(browser.session().path("setUp").asBoolean()).isTrue();

            var answer = browser.post("/api/accounts", Map.of("username", "too-early", "password", Browser.PASSWORD));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("set-up-code-required");
        }
        assertThat(administrator().session().path("setUp").asBoolean()).isFalse();
    }

    @Test
    void theOriginIsComparedWithWhatTheProxySays() {
        var browser = administrator().with("Origin", "https://chat.example.org");

        assertThat(browser.patch("/api/accounts/me", Map.of("displayName", "Root"))
                        .status())
                .isEqualTo(200);
        assertThat(browser.with("Origin", "http://chat.example.org")
                        .patch("/api/accounts/me", Map.of("displayName", "Root"))
                        .code())
                .isEqualTo("forbidden");
        try (var socket = StompUser.open(
                port,
                Map.of(
                        "Origin", "https://chat.example.org",
                        "X-Forwarded-Proto", "https",
                        "X-Forwarded-Host", "chat.example.org",
                        "X-Forwarded-Port", "443"))) {
            assertThat(socket.isClosed()).isFalse();
        }
    }

    @Test
    void whoChangesTooMuchTooFastIsToldWhenToGoOn() {
        var browser = administrator();
        for (int i = 0; i < 20; i++) {
            assertThat(browser.patch("/api/accounts/me", Map.of("displayName", "Root"))
                            .status())
                    .isEqualTo(200);
        }

        var answer = browser.patch("/api/accounts/me", Map.of("displayName", "Root"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("rate-limited");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(browser.get("/api/accounts").status()).isEqualTo(200);
        assertThat(browser.delete("/api/session").status()).isEqualTo(204);
    }

    @Test
    void theCookieIsSecureAndTheAddressIsTheClients() {
        var browser = administrator();

        var answer = browser.signIn("root-" + people, Browser.PASSWORD);

        assertThat(answer.header("Set-Cookie")).contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(browser.get("/api/sign-ins")
                        .json()
                        .path("signIns")
                        .path(0)
                        .path("address")
                        .asString())
                .isEqualTo("192.0.2.7");
    }

    @Test
    void tooManyWrongPasswordsAreToldWhenToTryAgain() {
        administrator();
        for (int i = 0; i < 3; i++) {
            assertThat(proxied().signIn("root-" + people, "wrong one").code()).isEqualTo("bad-credentials");
        }

        var answer = proxied().signIn("root-" + people, Browser.PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("rate-limited");
        assertThat(answer.header("Retry-After")).isEqualTo("20");
        clock.advance(Duration.ofSeconds(20));
        assertThat(proxied().signIn("root-" + people, Browser.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void guestsStayOutside() {
        var answer = proxied().post("/api/guests", Map.of("displayName", "Passer-by"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("guests-disabled");
        assertThat(proxied().session().path("guests").asBoolean()).isFalse();
    }

    @Test
    void newcomersBringTheInviteOfAnAdministrator() {
        var root = administrator();
        assertThat(root.session().path("signUp").asString()).isEqualTo("INVITE");

        var invite = root.post("/api/invites", Map.of("uses", 2)).json();
        var ada = proxied();
        assertThat(ada.post("/api/accounts", Map.of("username", "uninvited", "password", Browser.PASSWORD))
                        .code())
                .isEqualTo("invite-required");
        var answer = ada.post(
                "/api/accounts",
                Map.of(
                        "username",
                        "invited-" + ++people,
                        "password",
                        Browser.PASSWORD,
                        "invite",
                        invite.path("code").asString()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("role").asString()).isEqualTo("USER");
        assertThat(root.get("/api/invites")
                        .json()
                        .path("invites")
                        .path(0)
                        .path("used")
                        .asInt())
                .isEqualTo(1);
        assertThat(ada.withCsrf().get("/api/invites").code()).isEqualTo("forbidden");
        assertThat(ada.post("/api/invites", Map.of()).code()).isEqualTo("forbidden");
        assertThat(ada.delete("/api/invites/" + invite.path("id").asString()).code())
                .isEqualTo("forbidden");
        assertThat(root.delete("/api/invites/" + invite.path("id").asString()).status())
                .isEqualTo(204);
        assertThat(root.delete("/api/invites/" + invite.path("id").asString()).code())
                .isEqualTo("not-found");
    }

    @Test
    void anInviteIsForAtLeastOneAndForTheFuture() {
        var root = administrator();

        assertThat(root.post("/api/invites", Map.of("uses", 0))
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("uses");
        assertThat(root.post("/api/invites", Map.of("expiresAt", "2020-01-01T00:00:00Z"))
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("expiresAt");
    }
}

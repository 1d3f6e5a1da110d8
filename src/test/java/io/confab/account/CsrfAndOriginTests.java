package io.confab.account;

import java.net.http.WebSocketHandshakeException;
import java.util.Map;

import io.confab.stomp.StompUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a page of somebody else's can make a browser do: nothing. */
@AccountServerTest
class CsrfAndOriginTests {

    @LocalServerPort
    int port;

    static int people;

    Browser browser;

    @BeforeEach
    void register() {
        browser = new Browser(port).registered("csrf-" + ++people);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void theCookieNeedsTheTokenForWhateverChanges(String method) {
        assertThat(browser.send(method, "/api/nothing", "{}", "application/json")
                        .code())
                .isEqualTo("not-found");

        browser.without("X-CSRF-TOKEN");
        assertThat(browser.send(method, "/api/nothing", "{}", "application/json")
                        .code())
                .isEqualTo("csrf");

        browser.with("X-CSRF-TOKEN", "guessed");
        assertThat(browser.send(method, "/api/nothing", "{}", "application/json")
                        .code())
                .isEqualTo("csrf");
    }

    @Test
    void theCookieNeedsNoTokenToRead() {
        browser.without("X-CSRF-TOKEN");

        assertThat(browser.get("/api/accounts").status()).isEqualTo(200);
        assertThat(browser.send("HEAD", "/api/accounts", null, null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aBearerNeedsNoToken(String method) {
        var program = new Browser(port)
                .with("Authorization", "Bearer " + browser.token().path("token").asString());

        assertThat(program.send(method, "/api/nothing", "{}", "application/json")
                        .code())
                .isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void aStrangerIsAskedToSignInAndNotForAToken(String method) {
        var answer =
                new Browser(port).send(method, "/api/nothing", method.equals("GET") ? null : "{}", "application/json");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
    }

    @Test
    void theTokenOfOneSignInIsOfNoUseToAnother() {
        var other = new Browser(port).registered("csrf-other-" + people);
        var csrf = other.session().path("csrf").path("token").asString();

        browser.with("X-CSRF-TOKEN", csrf);

        assertThat(browser.patch("/api/accounts/me", Map.of("displayName", "Changed"))
                        .code())
                .isEqualTo("csrf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org", "null", "http://localhost", "https://chat.example.org:444"})
    void aForeignOriginIsRefusedWithCookieAndTokenAndWithout(String origin) {
        browser.with("Origin", origin);

        assertThat(browser.patch("/api/accounts/me", Map.of("displayName", "Changed"))
                        .code())
                .isEqualTo("forbidden");
        var read = browser.get("/api/accounts");
        assertThat(read.status()).isEqualTo(403);
        assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(new Browser(port)
                        .with("Origin", origin)
                        .signIn("csrf-" + people, Browser.PASSWORD)
                        .code())
                .isEqualTo("forbidden");
    }

    @Test
    void theServersOwnOriginIsWelcome() {
        browser.with("Origin", "http://localhost:" + port);

        assertThat(browser.patch("/api/accounts/me", Map.of("displayName", "Changed"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAllowedOriginIsWelcomeWithItsCookies() {
        browser.with("Origin", "https://chat.example.org");

        var answer = browser.patch("/api/accounts/me", Map.of("displayName", "Changed"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://chat.example.org");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    }

    @Test
    void anAllowedOriginMayAskBeforehand() {
        var preflight = new Browser(port)
                .with("Origin", "https://chat.example.org")
                .with("Access-Control-Request-Method", "PATCH")
                .with("Access-Control-Request-Headers", "X-CSRF-TOKEN,Content-Type")
                .send("OPTIONS", "/api/accounts/me", null, null);

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PATCH");
    }

    @Test
    void everyAnswerTellsTheBrowserToBeStrict() {
        for (var path : new String[] {"/", "/api/session", "/api/nothing"}) {
            var answer = browser.get(path);

            assertThat(answer.header("Content-Security-Policy"))
                    .contains(
                            "default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "connect-src 'self'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        }
    }

    @Test
    void theSameOriginsHoldForWebSocketAndSockJs() {
        for (var welcome : new String[] {"http://127.0.0.1:" + port, "https://chat.example.org"}) {
            try (var socket = StompUser.open(port, Map.of("Origin", welcome))) {
                assertThat(socket.isClosed()).isFalse();
            }
        }
        assertThat(new Browser(port)
                        .with("Origin", "https://chat.example.org")
                        .get("/sockjs/info")
                        .status())
                .isEqualTo(200);
        for (var foreign : new String[] {"https://evil.example.org", "null"}) {
            assertThat(new Browser(port)
                            .with("Origin", foreign)
                            .get("/sockjs/info")
                            .status())
                    .isEqualTo(403);
            assertThatThrownBy(() -> StompUser.open(port, Map.of("Origin", foreign)))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class);
        }
    }

    @Test
    void forwardingHeadersAreNotBelieved() {
        browser.with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "evil.example.org")
                .with("Origin", "https://evil.example.org");

        assertThat(browser.patch("/api/accounts/me", Map.of("displayName", "Changed"))
                        .code())
                .isEqualTo("forbidden");
        assertThat(browser.without("Origin")
                        .signIn("csrf-" + people, Browser.PASSWORD)
                        .header("Set-Cookie"))
                .doesNotContain("Secure");
    }
}

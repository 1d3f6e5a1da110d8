package io.confab.account;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is wrong with a request, the answer is problem details with a code. */
@AccountServerTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemDetailsTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    static int people;

    Browser browser;

    @BeforeEach
    void register() {
        browser = new Browser(port).registered("problem-" + ++people);
    }

    @Test
    void aProblemHasItsFiveFields() {
        var answer = new Browser(port).get("/api/tokens");

        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().toString())
                .isEqualTo("{\"type\":\"urn:confab:error:unauthenticated\",\"title\":\"Not signed in\",\"status\":401,"
                        + "\"detail\":\"Sign in first.\",\"code\":\"unauthenticated\"}");
    }

    @Test
    void theRequestIsNotWellFormed() {
        var answer = browser.send("PATCH", "/api/accounts/me", "{\"displayName\":", "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
        assertThat(browser.send("PATCH", "/api/accounts/me", "", "application/json")
                        .code())
                .isEqualTo("malformed");
        assertThat(browser.send("PATCH", "/api/accounts/me", "[]", "application/json")
                        .code())
                .isEqualTo("malformed");
    }

    @Test
    void aFieldHasTheWrongType() {
        var answer = browser.send("PATCH", "/api/accounts/me", "{\"displayName\":{}}", "application/json");

        assertThat(answer.code()).isEqualTo("invalid");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("displayName");
        assertThat(browser.get("/api/accounts?limit=many")
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("limit");
        assertThat(browser.get("/api/accounts?limit=51")
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("limit");
        assertThat(browser.delete("/api/tokens/no-uuid")
                        .json()
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("id");
    }

    /** PostgreSQL refuses it wherever it comes, and the server would call that its own fault. */
    @Test
    void aNulIsRefusedBeforeTheDatabaseSeesIt() {
        var query = browser.get("/api/accounts?query=a%00b");
        assertThat(query.code()).isEqualTo("invalid");
        assertThat(query.json().path("errors").path(0).path("field").asString()).isEqualTo("query");
        assertThat(browser.signIn("a\u0000b", Browser.PASSWORD).code()).isEqualTo("bad-credentials");
        assertThat(browser.post("/api/guests", Map.of("displayName", "a\u0000b"))
                        .code())
                .isEqualTo("invalid");
        assertThat(browser.post("/api/tokens", Map.of("name", "a\u0000b")).code())
                .isEqualTo("invalid");
        assertThat(browser.post(
                                "/api/accounts",
                                Map.of("username", "nul-invite", "password", Browser.PASSWORD, "invite", "a\u0000b"))
                        .code())
                .isEqualTo("invalid");
    }

    @Test
    void thereIsNoSuchThing() {
        assertThat(browser.get("/api/nothing").status()).isEqualTo(404);
        assertThat(browser.get("/api/nothing").code()).isEqualTo("not-found");
    }

    @Test
    void theMethodOrTheMediaTypeIsWrong() {
        var method = browser.put("/api/accounts", Map.of());
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(method.header("Allow")).contains("GET", "POST");

        var type = browser.send("POST", "/api/accounts", "<account/>", "application/xml");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.code()).isEqualTo("unsupported-media-type");
    }

    @Test
    void theBodyIsTooLarge() {
        var tooLarge = "{\"displayName\":\"" + "x".repeat(200_000) + "\"}";

        var answer = browser.send("PATCH", "/api/accounts/me", tooLarge, "application/json");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too-large");
        assertThat(browser.stream("PATCH", "/api/accounts/me", tooLarge).code()).isEqualTo("too-large");
    }

    @Test
    void aPieceOfASockJsConnectionIsTooLarge(CapturedOutput output) {
        var stranger = new Browser(port);
        var connection = "/sockjs/0/too-large-" + people;
        assertThat(stranger.send("POST", connection + "/xhr", null, null).body())
                .isEqualTo("o\n");
        var tooLarge = "[\"" + "x".repeat(200_000) + "\"]";

        var answer = stranger.send("POST", connection + "/xhr_send", tooLarge, "text/plain");
        var unannounced = stranger.stream("POST", connection + "/xhr_send", tooLarge);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too-large");
        assertThat(unannounced.status()).isEqualTo(413);
        assertThat(unannounced.code()).isEqualTo("too-large");
        assertThat(stranger.send("POST", connection + "/xhr_send", "[\"\\n\"]", "text/plain")
                        .status())
                .isEqualTo(204);
        assertThat(output).doesNotContain("Failed to read message");
    }

    @Test
    void theContainerRefusesInTheSameShape() {
        var answer = new Browser(port).get("/api//session");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
    }

    @Test
    void theDatabaseFailsAndTheBodyIsInNoLog(CapturedOutput output) {
        jdbc.sql("alter table invite rename to invite_gone").update();
        try {
            var root = browser;
            jdbc.sql("update account set role = 'ADMINISTRATOR' where username = ?")
                    .param("problem-" + people)
                    .update();

            var answer = root.get("/api/invites");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("unavailable");
            assertThat(answer.body()).doesNotContain("invite", "select");
        } finally {
            jdbc.sql("alter table invite_gone rename to invite").update();
        }
        assertThat(browser.get("/api/invites").status()).isEqualTo(200);
        assertThat(output).contains("The database did not do what it was asked");
    }

    @Test
    void theDatabaseFailsWhereItIsAskedWhoSomebodyIs() {
        var program = new Browser(port)
                .with("Authorization", "Bearer " + browser.token().path("token").asString());
        jdbc.sql("alter table sign_in rename to sign_in_gone").update();
        try {
            for (var request : new Browser.Answer[] {
                browser.get("/api/accounts"),
                browser.post("/api/tokens", Map.of("name", "a program")),
                program.get("/api/accounts"),
                browser.signIn("problem-" + people, Browser.PASSWORD)
            }) {
                assertThat(request.status()).isEqualTo(503);
                assertThat(request.code()).isEqualTo("unavailable");
            }
        } finally {
            jdbc.sql("alter table sign_in_gone rename to sign_in").update();
        }
        assertThat(browser.isSignedIn()).isTrue();
        assertThat(program.isSignedIn()).isTrue();
    }

    @Test
    void noSecretIsEverLogged(CapturedOutput output) {
        var token = browser.token().path("token").asString();
        new Browser(port).with("Authorization", "Bearer " + token).get("/api/accounts");
        browser.send("POST", "/api/session", "{\"username\":\"x\",\"password\":\"hunter22", "application/json");
        browser.put("/api/accounts/me/password", Map.of("currentPassword", "hunter22", "newPassword", "hunter23"));

        assertThat(output).doesNotContain(token, "hunter2", Browser.PASSWORD, String.valueOf(browser.cookie()));
    }
}

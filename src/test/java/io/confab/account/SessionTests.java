package io.confab.account;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static io.confab.account.Browser.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Signing up, in and out by a browser. */
@AccountServerTest
class SessionTests {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Autowired
    SigningIn signingIn;

    @Autowired
    SignIns signIns;

    @Autowired
    TestClock clock;

    @Autowired
    BrowserSession browserSession;

    @Autowired
    BannedAddresses addresses;

    @Autowired
    JdbcClient jdbc;

    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    @Test
    void aStrangerIsToldSoAndLeavesNoSession() {
        long before = sessions();

        var session = browser.get("/api/session");

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.json().path("account").isNull()).isTrue();
        assertThat(session.json().path("csrf").path("header").asString()).isEqualTo("X-CSRF-TOKEN");
        assertThat(session.json().path("csrf").path("token").asString()).isNotEmpty();
        assertThat(session.json().path("signUp").asString()).isEqualTo("OPEN");
        assertThat(session.json().path("guests").asBoolean()).isTrue();
        assertThat(browser.get("/api/accounts").status()).isEqualTo(401);
        assertThat(browser.get("/").header("Set-Cookie")).isEmpty();
        assertThat(browser.cookie()).isNull();
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void whoRegistersIsSignedIn() {
        var answer = browser.post(
                "/api/accounts", Map.of("username", "Grace.H", "password", PASSWORD, "displayName", "Grace Hopper"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("username").asString()).isEqualTo("grace.h");
        assertThat(answer.json().path("displayName").asString()).isEqualTo("Grace Hopper");
        assertThat(answer.json().path("guest").asBoolean()).isFalse();
        assertThat(browser.session().path("account")).isEqualTo(answer.json());
    }

    @Test
    void theCookieIsHiddenFromScriptsAndFromOtherSites() {
        var answer = browser.post("/api/accounts", Map.of("username", "cookie-owner", "password", PASSWORD));

        assertThat(answer.header("Set-Cookie"))
                .startsWith("CONFAB_SESSION=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7776000")
                .doesNotContain("Secure");
    }

    @Test
    void aTakenNameIsRefusedInAnyCase() {
        browser.registered("taken");

        var answer = new Browser(port).post("/api/accounts", Map.of("username", "TAKEN", "password", PASSWORD));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("username-taken");
    }

    @Test
    void namesAndPasswordsAreCheckedFieldByField() {
        assertThat(field(Map.of("username", "ä", "password", PASSWORD))).isEqualTo("username");
        assertThat(field(Map.of("username", "a\nb", "password", PASSWORD))).isEqualTo("username");
        assertThat(field(Map.of("username", "short", "password", "1234567"))).isEqualTo("password");
        assertThat(field(Map.of("username", "long", "password", "x".repeat(129))))
                .isEqualTo("password");
        assertThat(field(Map.of("username", "lrm", "password", PASSWORD, "displayName", "a\u202Eb")))
                .isEqualTo("displayName");
        assertThat(field(Map.of("password", PASSWORD))).isEqualTo("username");
        assertThat(field(Map.of("username", "nobody"))).isEqualTo("password");
    }

    private String field(Map<String, String> command) {
        var answer = browser.post("/api/accounts", command);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid");
        return answer.json().path("errors").path(0).path("field").asString();
    }

    @Test
    void everyByteOfALongPasswordCounts() {
        var password = "🦀".repeat(60);
        browser.post("/api/accounts", Map.of("username", "crab", "password", password));

        assertThat(new Browser(port).signIn("crab", password).status()).isEqualTo(200);
        assertThat(new Browser(port).signIn("crab", "🦀".repeat(59) + "🐙").code())
                .isEqualTo("bad-credentials");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswer() {
        browser.registered("known");

        var wrong = new Browser(port).signIn("known", "not the one");
        var unknown = new Browser(port).signIn("unknown", "not the one");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("bad-credentials");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.header("Set-Cookie")).isEmpty();
    }

    @Test
    void signingInGivesANewSessionIdAndEndsTheSignInBefore() {
        browser.registered("fixated");
        var planted = browser.copy();
        var known = browser.cookie();

        browser.signedIn("fixated");

        assertThat(browser.cookie()).isNotNull().isNotEqualTo(known);
        assertThat(planted.isSignedIn()).isFalse();
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void aSessionIdThatABrowserMadeUpNeverBecomesOne() {
        browser.registered("made-up");
        var madeUp = new Browser(port).with("Cookie", "CONFAB_SESSION=bWFkZS11cA==");

        var answer = madeUp.signIn("made-up", PASSWORD);

        assertThat(answer.header("Set-Cookie")).startsWith("CONFAB_SESSION=").doesNotContain("bWFkZS11cA==");
    }

    @Test
    void signingOutEndsTheSignInAndTakesTheCookieAway() {
        browser.registered("leaver");
        var thief = browser.copy();

        var answer = browser.delete("/api/session");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(browser.cookie()).isNull();
        assertThat(thief.get("/api/accounts").code()).isEqualTo("unauthenticated");
        assertThat(new Browser(port).delete("/api/session").status()).isEqualTo(204);
    }

    @Test
    void anEndedSignInIsNobodyAndItsCookieGoes() {
        browser.registered("ended");
        jdbc.sql("delete from sign_in").update();

        assertThat(browser.get("/api/accounts").code()).isEqualTo("unauthenticated");
        assertThat(browser.session().path("account").isNull()).isTrue();
        assertThat(browser.cookie()).isNull();
    }

    @Test
    void whoIsBannedForATimeIsSignedInAgainWhenItIsOver() {
        browser.post("/api/guests", Map.of("displayName", "Passer-by"));
        long guest = browser.session().path("account").path("id").asLong();
        jdbc.sql("update account set banned_until = ? where id = ?")
                .params(clock.instant().plus(Duration.ofMinutes(10)).atOffset(ZoneOffset.UTC), guest)
                .update();

        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.isSignedIn()).isFalse();
        clock.advance(Duration.ofMinutes(10));

        assertThat(browser.session().path("account").path("id").asLong()).isEqualTo(guest);
    }

    @Test
    void whoseNetworkIsBannedIsSignedInAgainWhenThatIsLifted() {
        browser.post("/api/guests", Map.of("displayName", "Passer-by"));
        long guest = browser.session().path("account").path("id").asLong();
        jdbc.sql(
                        "insert into address_ban (network, reason, imposed_by, created_at) values ('127.0.0.0/8', 'spam', ?, ?)")
                .params(guest, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        addresses.look();

        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.isSignedIn()).isFalse();
        jdbc.sql("delete from address_ban").update();
        addresses.look();

        assertThat(browser.session().path("account").path("id").asLong()).isEqualTo(guest);
    }

    @Test
    void aCookieWhoseSessionIsGoneGoesToo() {
        browser.registered("gone");
        jdbc.sql("delete from spring_session").update();

        assertThat(browser.get("/api/accounts").code()).isEqualTo("unauthenticated");
        assertThat(browser.session().path("account").isNull()).isTrue();
        assertThat(browser.cookie()).isNull();
    }

    @Test
    void anOutdatedPasswordIsEncodedAnewAtTheNextSignIn() {
        browser.registered("old-timer");
        jdbc.sql("update account set password = '{bcrypt}' || ? where username = 'old-timer'")
                .param(new org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder(4).encode(PASSWORD))
                .update();

        assertThat(new Browser(port).signIn("old-timer", PASSWORD).status()).isEqualTo(200);

        assertThat(jdbc.sql("select password from account where username = 'old-timer'")
                        .query(String.class)
                        .single())
                .startsWith("{sha384-bcrypt}");
        assertThat(new Browser(port).signIn("old-timer", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aDisabledAccountIsNobodyAtOnce() {
        browser.registered("disabled");
        jdbc.sql("update account set disabled_at = current_timestamp where username = 'disabled'")
                .update();

        assertThat(browser.get("/api/accounts").code()).isEqualTo("unauthenticated");
        assertThat(new Browser(port).signIn("disabled", PASSWORD).code()).isEqualTo("bad-credentials");
    }

    @Test
    void aFormOfAForeignPageCannotSignIn() {
        browser.registered("victim");
        var form = new Browser(port);

        var answer = form.send(
                "POST", "/api/session", "{\"username\":\"victim\",\"password\":\"" + PASSWORD + "\"}", "text/plain");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("unsupported-media-type");
        assertThat(form.send("POST", "/api/session", "username=victim", "application/x-www-form-urlencoded")
                        .code())
                .isEqualTo("unsupported-media-type");
        assertThat(form.cookie()).isNull();
    }

    private long sessions() {
        return jdbc.sql("select count(*) from spring_session").query(Long.class).single();
    }

    @Test
    void aPasswordThatWasChangedWhileItWasCheckedSignsNobodyIn() {
        browser.registered("racer");
        var proven = signingIn.check("racer", new Secret(PASSWORD), ClientAddress.of("192.0.2.1"));
        browser.put("/api/accounts/me/password", Map.of("currentPassword", PASSWORD, "newPassword", "battery staple"));
        var request = new MockHttpServletRequest();

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> browserSession.open(proven, request));

        assertThat(request.getSession(false)).isNull();
        assertThat(browser.get("/api/sign-ins").json().path("signIns")).hasSize(1);
    }

    @Test
    void theOldestSignInMakesRoomForTheHundredAndFirst() {
        browser.registered("everywhere");
        var account = new AccountId(browser.session().path("account").path("id").asLong());
        var token = browser.token();
        clock.advance(Duration.ofSeconds(1));
        var second = new Browser(port).signedIn("everywhere");
        clock.advance(Duration.ofSeconds(1));
        for (int others = 2; others < SignIns.BROWSERS_PER_ACCOUNT; others++) {
            signIns.begin(account, "192.0.2.1", null);
        }
        assertThat(browser.isSignedIn()).isTrue();

        var newest = new Browser(port).signedIn("everywhere");

        assertThat(browser.isSignedIn()).isFalse();
        assertThat(second.isSignedIn()).isTrue();
        assertThat(newest.get("/api/sign-ins").json().path("signIns")).hasSize(SignIns.BROWSERS_PER_ACCOUNT);
        assertThat(newest.get("/api/tokens").json().path("tokens").path(0).path("id"))
                .isEqualTo(token.path("id"));
    }

    @Test
    void theHealthIsToldOnAPortOfItsOwn() {
        assertThat(new Browser(managementPort).get("/actuator/health").status()).isEqualTo(200);
        assertThat(browser.get("/actuator/health").body()).doesNotContain("\"status\":\"UP\"");
    }
}

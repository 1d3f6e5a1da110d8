package io.confab.account;

import java.time.Duration;
import java.util.Map;

import io.confab.shared.TestClock;
import io.confab.stomp.StompUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** A live connection lasts as long as the sign-in that it came by, and keeps that from running idle. */
@AccountServerTest
class LiveConnectionTests {

    private static final int SIGNED_OUT = 4001;

    @LocalServerPort
    int port;

    @Autowired
    SignInSweep sweep;

    @Autowired
    Sightings sightings;

    @Autowired
    TestClock clock;

    static int people;

    Browser browser;

    @BeforeEach
    void register() {
        browser = new Browser(port).registered("live-" + ++people);
    }

    @Test
    void theCookieConnectsWithTheTokenOfTheSameSignIn() {
        try (var connection = browser.connected()) {
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void theCookieDoesNotConnectWithoutTheTokenOrWithAnothers() {
        var other = new Browser(port).registered("live-other-" + people);
        var foreign = other.session().path("csrf").path("token").asString();

        try (var without = browser.socket();
                var wrong = browser.socket()) {
            assertThat(without.connect(Map.of()).command()).isEqualTo("ERROR");
            assertThat(wrong.connect(Map.of("X-CSRF-TOKEN", foreign)).command()).isEqualTo("ERROR");
        }
    }

    @Test
    void aTokenConnectsOnTheHandshakeAndInConnect() {
        var token = browser.token().path("token").asString();

        try (var byHeader = StompUser.connect(port, token);
                var byHandshake = StompUser.open(port, Map.of("Authorization", "Bearer " + token))) {
            assertThat(byHandshake.connect(Map.of()).command()).isEqualTo("CONNECTED");
            assertThat(byHeader.isClosed()).isFalse();
        }
    }

    @Test
    void nobodyConnectsWithoutProof() {
        try (var stranger = StompUser.open(port);
                var liar = StompUser.open(port)) {
            assertThat(stranger.connect(Map.of()).command()).isEqualTo("ERROR");
            assertThat(liar.connect(Map.of("Authorization", "Bearer confab_wrong"))
                            .command())
                    .isEqualTo("ERROR");
        }
    }

    @Test
    void aTokenThatIsNotForStompDoesNotConnect() {
        var token = browser.token("read", "write").path("token").asString();

        try (var connection = StompUser.open(port)) {
            assertThat(connection
                            .connect(Map.of("Authorization", "Bearer " + token))
                            .command())
                    .isEqualTo("ERROR");
        }
    }

    @Test
    void signingOutEndsTheConnectionsOfThisSignInAlone() {
        var elsewhere = new Browser(port).signedIn("live-" + people);
        try (var here = browser.connected();
                var there = elsewhere.connected()) {
            browser.delete("/api/session");

            assertThat(here.closeCode()).isEqualTo(SIGNED_OUT);
            assertThat(there.isClosed()).isFalse();
        }
    }

    @Test
    void revokingATokenEndsItsConnections() {
        var token = browser.token();
        try (var connection = StompUser.connect(port, token.path("token").asString())) {
            browser.delete("/api/tokens/" + token.path("id").asString());

            assertThat(connection.closeCode()).isEqualTo(SIGNED_OUT);
        }
    }

    @Test
    void endingASignInFromAnotherBrowserEndsItsConnections() {
        var lost = new Browser(port).signedIn("live-" + people);
        var id = "";
        for (var signIn : browser.get("/api/sign-ins").json().path("signIns")) {
            id = signIn.path("current").asBoolean() ? id : signIn.path("id").asString();
        }
        try (var connection = lost.connected()) {
            assertThat(browser.delete("/api/sign-ins/" + id).status()).isEqualTo(204);

            assertThat(connection.closeCode()).isEqualTo(SIGNED_OUT);
            assertThat(lost.isSignedIn()).isFalse();
            assertThat(browser.isSignedIn()).isTrue();
        }
    }

    @Test
    void changingThePasswordEndsEveryConnectionAndLeavesOnlyThisBrowserSignedIn() {
        var elsewhere = new Browser(port).signedIn("live-" + people);
        var token = browser.token().path("token").asString();
        var cookie = browser.cookie();
        try (var here = browser.connected();
                var there = elsewhere.connected();
                var program = StompUser.connect(port, token)) {
            assertThat(browser.put(
                                    "/api/accounts/me/password",
                                    Map.of("currentPassword", Browser.PASSWORD, "newPassword", "battery staple"))
                            .status())
                    .isEqualTo(204);

            assertThat(here.closeCode()).isEqualTo(SIGNED_OUT);
            assertThat(there.closeCode()).isEqualTo(SIGNED_OUT);
            assertThat(program.closeCode()).isEqualTo(SIGNED_OUT);
        }
        assertThat(browser.isSignedIn()).isTrue();
        assertThat(browser.cookie()).isNotEqualTo(cookie);
        assertThat(elsewhere.isSignedIn()).isFalse();
        assertThat(new Browser(port).signIn("live-" + people, Browser.PASSWORD).code())
                .isEqualTo("bad-credentials");
        assertThat(new Browser(port).signIn("live-" + people, "battery staple").status())
                .isEqualTo(200);
    }

    @Test
    void aWrongCurrentPasswordChangesNothing() {
        try (var connection = browser.connected()) {
            var answer = browser.put(
                    "/api/accounts/me/password", Map.of("currentPassword", "wrong", "newPassword", "battery staple"));

            assertThat(answer.code()).isEqualTo("bad-credentials");
            assertThat(connection.isClosed()).isFalse();
        }
        assertThat(new Browser(port).signIn("live-" + people, Browser.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void aSignInThatEndedSinceTheHandshakeDoesNotConnect() {
        var csrf = browser.session().path("csrf").path("token").asString();
        try (var connection = browser.socket()) {
            browser.delete("/api/session");

            assertThat(connection.connect(Map.of("X-CSRF-TOKEN", csrf)).command())
                    .isEqualTo("ERROR");
        }
    }

    @Test
    void anIdleSignInExpires() {
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(browser.copy().isSignedIn()).isTrue();

        clock.advance(Duration.ofDays(30));

        assertThat(browser.get("/api/accounts").code()).isEqualTo("unauthenticated");
        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.cookie()).isNull();
    }

    @Test
    void whoeverAsksForSomethingDoesNotRunIdle() {
        clock.advance(Duration.ofDays(20));
        assertThat(browser.isSignedIn()).isTrue();
        sightings.write();

        clock.advance(Duration.ofDays(20));

        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void aLiveConnectionKeepsTheSignInFromRunningIdle() {
        try (var connection = browser.connected()) {
            clock.advance(Duration.ofDays(20));
            sweep.sweep();
            clock.advance(Duration.ofDays(20));
            sweep.sweep();

            assertThat(browser.isSignedIn()).isTrue();
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void nothingOutlivesTheAbsoluteLifetime() {
        try (var connection = browser.connected()) {
            for (int week = 0; week < 12; week++) {
                clock.advance(Duration.ofDays(7));
                sweep.sweep();
            }
            assertThat(connection.isClosed()).isFalse();

            clock.advance(Duration.ofDays(6));
            sweep.sweep();

            assertThat(connection.closeCode()).isEqualTo(SIGNED_OUT);
            assertThat(browser.isSignedIn()).isFalse();
        }
    }

    @Test
    void aGuestWhoSignsOutIsDisabledAndItsNameStays() {
        var guest = new Browser(port);
        var account =
                guest.post("/api/guests", Map.of("displayName", "Passer-by")).json();
        clock.advance(Duration.ofMinutes(6));
        sweep.sweep();
        assertThat(guest.isSignedIn()).isTrue();

        guest.withCsrf().delete("/api/session");
        sweep.sweep();

        assertThat(browser.get("/api/accounts?query=passer").json().path("accounts"))
                .isEmpty();
        assertThat(accounts.view(new AccountId(account.path("id").asLong())).displayName())
                .isEqualTo("Passer-by");
    }

    @Autowired
    Accounts accounts;
}

package io.confab.account;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Bearer tokens: given, used, limited, revoked. */
@AccountServerTest
class TokenTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Sightings sightings;

    static int people;

    Browser owner;

    @BeforeEach
    void register() {
        owner = new Browser(port).registered("token-owner-" + ++people);
    }

    private Browser program(String token) {
        return new Browser(port).with("Authorization", "Bearer " + token);
    }

    @Test
    void aTokenIsShownOnceAndKeptAsADigest() {
        var token = owner.token();

        assertThat(token.path("token").asString()).startsWith("confab_").hasSize("confab_".length() + 43);
        assertThat(owner.get("/api/tokens").body())
                .contains(token.path("id").asString())
                .doesNotContain(token.path("token").asString());
        assertThat(jdbc.sql("select token_hash from sign_in where kind = 'TOKEN'")
                        .query(String.class)
                        .list())
                .allSatisfy(hash -> assertThat(hash).matches("[0-9a-f]{64}"));
    }

    @Test
    void aProgramNeedsNoCsrfTokenAndGetsNoCookie() {
        var program = program(owner.token().path("token").asString());

        assertThat(program.patch("/api/accounts/me", Map.of("displayName", "Renamed by a program"))
                        .status())
                .isEqualTo(200);
        assertThat(program.session().path("account").path("displayName").asString())
                .isEqualTo("Renamed by a program");
        assertThat(program.cookie()).isNull();
    }

    @Test
    void useIsRemembered() {
        var token = owner.token();
        assertThat(owner.get("/api/tokens").json().path("tokens").path(0).has("lastUsedAt"))
                .isFalse();

        program(token.path("token").asString()).get("/api/accounts");
        sightings.write();

        assertThat(owner.get("/api/tokens").json().path("tokens").path(0).has("lastUsedAt"))
                .isTrue();
    }

    @Test
    void theTokenWinsOverTheCookie() {
        var other = new Browser(port).registered("other-" + people);

        other.with("Authorization", "Bearer " + owner.token().path("token").asString());

        assertThat(other.session().path("account").path("username").asString()).isEqualTo("token-owner-" + people);
    }

    @Test
    void aWrongTokenIsRefusedEvenWithAGoodCookie() {
        owner.with("Authorization", "Bearer confab_wrong");

        var answer = owner.get("/api/session");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aRevokedTokenIsNobody() {
        var token = owner.token();
        var program = program(token.path("token").asString());

        assertThat(owner.delete("/api/tokens/" + token.path("id").asString()).status())
                .isEqualTo(204);

        assertThat(program.get("/api/accounts").status()).isEqualTo(401);
        assertThat(owner.delete("/api/tokens/" + token.path("id").asString()).code())
                .isEqualTo("not-found");
    }

    @Test
    void aProgramThatSignsOutGivesItsTokenUp() {
        var program = program(owner.token("read").path("token").asString());

        assertThat(program.delete("/api/session").status()).isEqualTo(204);

        assertThat(program.get("/api/accounts").code()).isEqualTo("unauthenticated");
    }

    @Test
    void nobodyRevokesTheTokenOfAnother() {
        var token = owner.token();
        var other = new Browser(port).registered("meddler-" + people);

        assertThat(other.delete("/api/tokens/" + token.path("id").asString()).code())
                .isEqualTo("not-found");
        assertThat(other.delete("/api/sign-ins/" + token.path("id").asString()).code())
                .isEqualTo("not-found");
        assertThat(program(token.path("token").asString()).get("/api/accounts").status())
                .isEqualTo(200);
    }

    @Test
    void anUnknownScopeIsRefused() {
        var answer = owner.post("/api/tokens", Map.of("name", "a program", "scopes", new String[] {"read", "root"}));

        assertThat(answer.code()).isEqualTo("invalid");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("scopes");
    }

    @Test
    void aTokenDoesWhatItsScopesSayAndNoMore() {
        var reader = program(owner.token("read").path("token").asString());
        var writer = program(owner.token("write").path("token").asString());
        var keeper = program(owner.token("account").path("token").asString());

        assertThat(reader.get("/api/accounts").status()).isEqualTo(200);
        assertThat(reader.post("/api/nothing", Map.of()).code()).isEqualTo("forbidden");
        assertThat(reader.get("/api/tokens").code()).isEqualTo("forbidden");
        assertThat(writer.get("/api/accounts").code()).isEqualTo("forbidden");
        assertThat(writer.post("/api/nothing", Map.of()).code()).isEqualTo("not-found");
        assertThat(writer.post("/api/tokens", Map.of("name", "more")).code()).isEqualTo("forbidden");
        assertThat(keeper.get("/api/tokens").status()).isEqualTo(200);
    }

    @Test
    void aGuestGetsNoTokenAndNoBot() {
        var guest = new Browser(port);
        guest.post("/api/guests", Map.of("displayName", "Passer-by"));

        assertThat(guest.withCsrf().post("/api/tokens", Map.of("name", "mine")).code())
                .isEqualTo("forbidden");
        assertThat(guest.post("/api/bots", Map.of("username", "passer-bot")).code())
                .isEqualTo("forbidden");
    }
}

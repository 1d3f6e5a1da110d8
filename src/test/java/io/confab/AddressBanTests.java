package io.confab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.confab.People.Answer;
import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Networks that are banned, at a real server of their own: everybody here comes from the same address. */
@ServerTest
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:address-bans;DB_CLOSE_DELAY=-1")
class AddressBanTests {

    private static final Duration SOON = Duration.ofSeconds(10);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    People people;
    Person root;

    @BeforeEach
    void administrator() {
        people = new People(port);
        root = people.register("root");
        become(root, "ADMINISTRATOR");
    }

    @AfterEach
    void liftAll() {
        for (var ban : root.get("/api/moderation/address-bans").body().path("bans")) {
            root.delete("/api/moderation/address-bans/" + ban.path("id").asLong());
        }
        Awaitility.await().atMost(SOON).until(() -> comeIn().status() == 201);
    }

    private void become(Person person, String role) {
        jdbc.sql("update account set role = ? where id = ?")
                .params(role, person.id())
                .update();
    }

    private Answer ban(Person by, String network) {
        return by.post("/api/moderation/address-bans", Map.of("network", network, "reason", "too many robots"));
    }

    private Answer comeIn() {
        return people.ask("POST", "/api/guests", Map.of("displayName", "Passer-by"));
    }

    private void awaitBan() {
        Awaitility.await().atMost(SOON).until(() -> comeIn().status() == 403);
    }

    @Test
    void keepsGuestsAndNewAccountsOutAndNobodyElse() throws Exception {
        var old = people.register("old");
        jdbc.sql("update account set created_at = ? where id = ?")
                .params(Instant.now().minus(Duration.ofDays(2)).atOffset(java.time.ZoneOffset.UTC), old.id())
                .update();
        var recent = people.register("recent");
        try (var here = StompUser.connect(port, recent.token());
                var stays = StompUser.connect(port, old.token())) {
            assertThat(ban(root, "127.0.0.0/8").status()).isEqualTo(201);
            Awaitility.await().atMost(SOON).until(here::isClosed);
            assertThat(here.closeCode()).isEqualTo(4003);
            awaitBan();

            assertThat(comeIn().body().path("detail").asString()).contains("too many robots");
            assertThat(recent.get("/api/rooms").body().path("code").asString()).isEqualTo("banned");
            assertThat(old.get("/api/rooms").status()).isEqualTo(200);
            assertThat(root.get("/api/rooms").status()).isEqualTo(200);
            assertThat(people.ask("POST", "/api/accounts", Map.of("username", "newcomer", "password", "correct horse"))
                            .body()
                            .path("code")
                            .asString())
                    .isEqualTo("banned");
            assertThat(stays.isClosed()).isFalse();
        }
    }

    @Test
    void endsWhenItIsLiftedAndKeepsATrail() {
        var ban = ban(root, "127.0.0.1").body();
        awaitBan();
        var path = "/api/moderation/address-bans/" + ban.path("id").asLong();
        assertThat(root.delete(path).status()).isEqualTo(204);
        Awaitility.await().atMost(SOON).until(() -> comeIn().status() == 201);
        assertThat(root.delete(path).body().path("code").asString()).isEqualTo("stale");

        var shown = root.get("/api/moderation/address-bans").body().path("bans").path(0);
        assertThat(shown.path("network").asString()).isEqualTo("127.0.0.1");
        assertThat(shown.path("liftedBy").path("id").asLong()).isEqualTo(root.id());
        var audited = root.get("/api/admin/audit?limit=2").body().path("entries");
        assertThat(audited.path(0).path("kind").asString()).isEqualTo("address-ban.lifted");
        assertThat(audited.path(1).path("kind").asString()).isEqualTo("address-ban.imposed");
        assertThat(audited.path(1).path("detail").path("network").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void theyAreFoundSortedAndPagedByTheServer() {
        banUntil("198.51.100.0/24", "2090-01-01T00:00:00Z");
        banUntil("203.0.113.7", "2080-01-01T00:00:00Z");
        ban(root, "203.0.113.0/24");
        var over = banUntil("203.0.113.8", "2070-01-01T00:00:00Z");
        root.delete("/api/moderation/address-bans/" + over.path("id").asLong());

        assertThat(networks("query=203.0.113.&sort=NEWEST"))
                .containsExactly("203.0.113.8", "203.0.113.0/24", "203.0.113.7");
        assertThat(networks("standing=true&sort=NETWORK"))
                .containsExactly("198.51.100.0/24", "203.0.113.0/24", "203.0.113.7");
        assertThat(networks("standing=true&sort=ENDING"))
                .containsExactly("203.0.113.7", "198.51.100.0/24", "203.0.113.0/24");
        assertThat(networks("standing=false&query=203.")).containsExactly("203.0.113.8");
        assertThat(networks("query=%25")).isEmpty();
        for (var wrong : List.of("sort=COLOUR", "after=nonsense", "limit=0", "query=%00")) {
            assertThat(root.get("/api/moderation/address-bans?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private JsonNode banUntil(String network, String until) {
        return root.post(
                        "/api/moderation/address-bans",
                        Map.of("network", network, "reason", "too many robots", "until", until))
                .body();
    }

    /** Read in pages of one. */
    private List<String> networks(String filter) {
        var networks = new ArrayList<String>();
        var asked = "/api/moderation/address-bans?limit=1&" + filter;
        var page = root.get(asked).body();
        long total = page.path("total").asLong();
        while (true) {
            page.path("bans").forEach(ban -> networks.add(ban.path("network").asString()));
            if (!page.has("next")) {
                assertThat(networks).hasSize((int) total);
                return networks;
            }
            page = root.get(asked + "&after=" + page.path("next").asString()).body();
        }
    }

    @Test
    void concernsNobodyFromElsewhere() {
        assertThat(ban(root, "192.0.2.0/24").status()).isEqualTo(201);
        assertThat(ban(root, "2001:db8::/32").status()).isEqualTo(201);
        assertThat(comeIn().status()).isEqualTo(201);
    }

    @Test
    void isForAdministratorsAlone() {
        var moderator = people.register("warden");
        become(moderator, "MODERATOR");
        var forbidden = ban(moderator, "127.0.0.0/8");
        assertThat(forbidden.status()).isEqualTo(403);
        assertThat(moderator.get("/api/moderation/address-bans").status()).isEqualTo(403);
        assertThat(comeIn().status()).isEqualTo(201);
        var audited =
                root.get("/api/admin/audit?limit=1").body().path("entries").path(0);
        assertThat(audited.path("outcome").asString()).isEqualTo("REFUSED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "0.0.0.0/0", "127.0.0.0/33", "300.1.1.1", "::/0", "cafe", "1.2.3.4/", "::1/129"
            })
    void refusesWhatIsNoNetwork(String text) {
        var refused = ban(root, text);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(root.get("/api/moderation/address-bans").body().path("bans").toString())
                .doesNotContain("\"network\":\"" + text + "\"");
    }
}

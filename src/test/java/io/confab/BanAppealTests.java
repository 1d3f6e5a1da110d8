package io.confab;

import java.util.HashMap;
import java.util.Map;

import io.confab.People.Answer;
import io.confab.People.Person;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody can do who is banned from the server: docs/protocol.md, "Sanctions". */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BanAppealTests {

    /** Of everybody here. */
    private static final String PASSWORD = "correct horse";

    private static final String MINE = "/api/appeals/mine";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    People people;
    Person first;
    Person second;

    @BeforeAll
    void twoWhoModerate() {
        people = new People(port);
        first = people.register("first");
        second = people.register("second");
        jdbc.sql("update account set role = 'MODERATOR' where id in (?, ?)")
                .params(first.id(), second.id())
                .update();
    }

    private Answer ask(String path, Person person, String password, Map<String, String> more) {
        var body = new HashMap<>(more);
        body.put("username", person.username());
        body.put("password", password);
        return people.ask("POST", path, body);
    }

    @Test
    void theyReadWhatWasAnsweredWithTheirPasswordAndNobodyElseDoes() {
        var bob = people.register("bob");
        assertThat(ask(MINE, bob, PASSWORD, Map.of()).status()).isEqualTo(404);
        var ban = first.post(
                        "/api/moderation/sanctions", Map.of("account", bob.username(), "kind", "BAN", "reason", "spam"))
                .body();
        assertThat(ask("/api/appeals", bob, PASSWORD, Map.of("text", "I was hacked."))
                        .status())
                .isEqualTo(204);
        assertThat(second.post(
                                "/api/moderation/sanctions/" + ban.path("id").asLong() + "/answer",
                                Map.of("outcome", "UPHELD", "text", "By whom?"))
                        .status())
                .isEqualTo(200);

        var mine = ask(MINE, bob, PASSWORD, Map.of());

        assertThat(mine.status()).isEqualTo(200);
        assertThat(mine.body().path("reason").asString()).isEqualTo("spam");
        assertThat(mine.body().path("appeal").path("answer").path("text").asString())
                .isEqualTo("By whom?");
        assertThat(ask(MINE, bob, "not this one", Map.of()).status()).isEqualTo(401);
    }
}

package io.confab;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import io.confab.People.Answer;
import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static io.confab.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/** What those who run the server see and do, at a real server. */
@ServerTest
class AdministrationTests {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    Person root;
    Person moderator;
    Person ada;

    @BeforeEach
    void people() {
        var people = new People(port);
        root = people.register("root");
        become(root, "ADMINISTRATOR");
        moderator = people.register("warden");
        become(moderator, "MODERATOR");
        ada = people.register("ada");
    }

    private void become(Person person, String role) {
        jdbc.sql("update account set role = ? where id = ?")
                .params(role, person.id())
                .update();
    }

    private Answer change(Person by, Person whom, Map<String, ?> what) {
        return by.patch("/api/admin/accounts/" + whom.username(), what);
    }

    private JsonNode account(Person whom) {
        return root.get("/api/admin/accounts?query=" + whom.username())
                .body()
                .path("accounts")
                .path(0);
    }

    private JsonNode lastAudit(Person on) {
        return root.get("/api/admin/audit?limit=1&target=" + on.username())
                .body()
                .path("entries")
                .path(0);
    }

    private static void assertForbidden(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("code").asString()).isEqualTo("forbidden");
    }

    @Test
    void anAdministratorMakesAModeratorAndItIsWrittenDown() {
        assertThat(change(root, ada, Map.of("role", "MODERATOR")).status()).isEqualTo(204);

        assertThat(account(ada).path("role").asString()).isEqualTo("MODERATOR");
        var entry = lastAudit(ada);
        assertThat(entry.path("kind").asString()).isEqualTo("account.changed");
        assertThat(entry.path("outcome").asString()).isEqualTo("DONE");
        assertThat(entry.path("actor").path("username").asString()).isEqualTo(root.username());
        assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.path("detail").path("role").asString()).isEqualTo("MODERATOR");
    }

    @Test
    void aDisabledAccountIsFoundInTheAuditLogAndAmongTheSanctions() {
        moderator.post(
                "/api/moderation/sanctions", Map.of("account", ada.username(), "kind", "MUTE", "reason", "noise"));
        change(root, ada, Map.of("disabled", true));

        assertThat(lastAudit(ada).path("kind").asString()).isEqualTo("account.changed");
        assertThat(moderator
                        .get("/api/moderation/sanctions?account=" + ada.username())
                        .body()
                        .path("sanctions"))
                .hasSize(1);
    }

    @Test
    void invitesAndTheBeginningOfAFeedAreWrittenDown() {
        var invite = root.post("/api/invites", Map.of("uses", 2)).body();
        root.delete("/api/invites/" + invite.path("id").asLong());
        assertThat(kinds(root)).containsExactly("invite.withdrawn", "invite.created");
        assertThat(root.get("/api/admin/audit?limit=2&actor=" + root.username())
                        .body()
                        .toString())
                .doesNotContain(invite.path("code").asString());

        var feed = "/api/push/feeds/load-" + root.id();
        for (int value = 0; value < 3; value++) {
            assertThat(moderator.post(feed, Map.of("load", value)).status()).isLessThan(300);
        }
        assertForbidden(ada.post(feed, Map.of("load", 9)));
        assertThat(kinds(moderator)).containsExactly("feed.pushed");
        assertThat(kinds(ada)).containsExactly("feed.pushed");
    }

    private List<String> kinds(Person actor) {
        var kinds = new ArrayList<String>();
        root.get("/api/admin/audit?actor=" + actor.username())
                .body()
                .path("entries")
                .forEach(entry -> kinds.add(entry.path("kind").asString()));
        return kinds;
    }

    @Test
    void whoIsKickedHearsWhyAndByWhomBeforeTheConnectionCloses() {
        long room = root.createRoom("kicks " + ada.id(), "PUBLIC");
        ada.join(room);
        try (var adas = StompUser.connect(port, ada.token())) {
            var notices = adas.subscribe("/user/queue/notices");

            kick(Map.of("room", room));
            var fromRoom = notices.next("sanction.imposed").path("sanction");
            assertThat(fromRoom.path("kind").asString()).isEqualTo("KICK");
            assertThat(fromRoom.path("room").path("id").asLong()).isEqualTo(room);
            assertThat(adas.isClosed()).isFalse();

            kick(Map.of());
            assertThat(adas.closeCode()).isEqualTo(4009);
            var fromServer = notices.next("sanction.imposed").path("sanction");
            assertThat(fromServer.path("kind").asString()).isEqualTo("KICK");
            assertThat(fromServer.has("room")).isFalse();
            assertThat(fromServer.path("reason").asString()).isEqualTo("noise");
            assertThat(fromServer.path("imposedBy").path("username").asString()).isEqualTo(moderator.username());
        }
    }

    private void kick(Map<String, ?> where) {
        var order = new HashMap<String, Object>(where);
        order.putAll(Map.of("account", ada.username(), "kind", "KICK", "reason", "noise"));
        assertThat(moderator.post("/api/moderation/sanctions", order).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"MUTE, muted", "READ_ONLY, read-only"})
    void whoSaysNothingAnywhereSaysNothingByStatusOrNameEither(String kind, String code) {
        var bot = ada.post("/api/bots", Map.of("username", "bot-" + System.nanoTime()))
                .body()
                .path("account")
                .path("username")
                .asString();
        var lunch = Map.of("text", "at lunch", "emoji", "🍜");
        assertThat(ada.put("/api/presence", Map.of("availability", "AUTOMATIC", "status", lunch))
                        .status())
                .isEqualTo(200);
        root.post("/api/moderation/sanctions", Map.of("account", ada.username(), "kind", kind, "reason", "noise"));

        for (var refused : List.of(
                ada.put("/api/presence", Map.of("availability", "INVISIBLE", "status", Map.of("text", "noise"))),
                ada.patch("/api/accounts/me", Map.of("displayName", "Noise")),
                ada.patch("/api/bots/" + bot, Map.of("displayName", "Noise")),
                ada.post("/api/bots", Map.of("username", "bot-" + System.nanoTime(), "displayName", "Noise")))) {
            People.assertRefused(refused, 403, code);
        }
        assertThat(ada.get("/api/presence").body().path("availability").asString())
                .isEqualTo("AUTOMATIC");
        assertThat(ada.get("/api/session").body().at("/account/displayName").asString())
                .isNotEqualTo("Noise");

        for (var availability : List.of("DO_NOT_DISTURB", "INVISIBLE", "AUTOMATIC")) {
            assertThat(ada.put("/api/presence", Map.of("availability", availability, "status", lunch))
                            .body()
                            .path("availability")
                            .asString())
                    .isEqualTo(availability);
        }
        assertThat(ada.put("/api/presence", Map.of("availability", "AUTOMATIC"))
                        .body()
                        .has("status"))
                .isFalse();
    }

    @Test
    void whoMayOnlyReadDisconnectsNobody() {
        jdbc.sql("update account set read_only_until = '9999-12-31 00:00:00+00' where id = ?")
                .param(moderator.id())
                .update();
        try (var adas = StompUser.connect(port, ada.token())) {
            var session = awaitSession(root, ada).path("id").asString();
            assertRefused(moderator.delete("/api/admin/sessions/" + session), 403, "read-only");
            assertThat(adas.isClosed()).isFalse();
        }
    }

    @Test
    void whoIsNoAdministratorChangesNobodyAndTheAttemptIsWrittenDown() {
        for (var somebody : List.of(moderator, ada)) {
            assertForbidden(change(somebody, ada, Map.of("role", "ADMINISTRATOR")));
            assertThat(account(ada).path("role").asString()).isEqualTo("USER");
            assertThat(lastAudit(ada).path("outcome").asString()).isEqualTo("REFUSED");
        }
    }

    @Test
    void nobodyGivesThemselvesARoleOrTakesIt() {
        assertForbidden(change(root, root, Map.of("role", "USER")));
        assertThat(account(root).path("role").asString()).isEqualTo("ADMINISTRATOR");
    }

    @Test
    void ofTwoAdministratorsWhoTakeEachOthersRoleOneStays() throws Exception {
        become(ada, "ADMINISTRATOR");
        var threads = Executors.newFixedThreadPool(2);
        var both = threads.invokeAll(List.<Callable<Answer>>of(
                () -> change(root, ada, Map.of("role", "USER")), () -> change(ada, root, Map.of("role", "USER"))));
        threads.shutdown();

        assertThat(List.of(both.get(0).get().status(), both.get(1).get().status()))
                .containsExactlyInAnyOrder(204, 403);
    }

    @Test
    void whoIsDisabledIsSignedOutAndMayComeBackWhenEnabled() {
        try (var here = StompUser.connect(port, ada.token())) {
            assertThat(change(root, ada, Map.of("disabled", true)).status()).isEqualTo(204);
            assertThat(here.closeCode()).isEqualTo(4001);
        }
        assertThat(ada.get("/api/rooms").status()).isEqualTo(401);
        assertThat(account(ada).has("disabledAt")).isTrue();

        change(root, ada, Map.of("disabled", false));

        assertThat(account(ada).has("disabledAt")).isFalse();
    }

    @Test
    void aPasswordThatIsResetSignsOutAndIsInNoLog() {
        var answer = root.post("/api/admin/accounts/" + ada.username() + "/password", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        var password = answer.body().path("password").asString();
        assertThat(password).hasSizeGreaterThan(12);
        assertThat(ada.get("/api/rooms").status()).isEqualTo(401);
        assertThat(lastAudit(ada).path("kind").asString()).isEqualTo("password.reset");
        assertThat(lastAudit(ada).toString()).doesNotContain(password);
    }

    @Test
    void accountsAndRoomsAreForAdministrators() {
        for (var path : List.of("/api/admin/accounts", "/api/admin/rooms", "/api/admin/audit/verification")) {
            assertForbidden(moderator.get(path));
            assertForbidden(ada.get(path));
            assertThat(root.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void moderatorsReadTheAuditLogAndSeeSessionsWithoutAddresses() {
        try (var here = StompUser.connect(port, ada.token())) {
            var session = awaitSession(root, ada);
            assertThat(session.path("address").asString()).isEqualTo("127.0.0.1");
            assertThat(awaitSession(moderator, ada).has("address")).isFalse();
            assertThat(here.isClosed()).isFalse();
        }
        change(root, ada, Map.of("displayName", "Ada"));
        var audit = moderator.get("/api/admin/audit?limit=1&target=" + ada.username());
        assertThat(audit.body().path("entries").path(0).path("kind").asString()).isEqualTo("account.changed");
        assertThat(audit.body().path("entries").path(0).has("address")).isFalse();
        assertForbidden(moderator.get("/api/admin/audit.csv"));
        assertForbidden(moderator.get("/api/admin/sessions?sort=ADDRESS"));
        assertForbidden(ada.get("/api/admin/audit"));
        assertForbidden(ada.get("/api/admin/sessions"));
    }

    @Test
    void aSessionIsDisconnectedByWhoRanksAboveItsOwner() {
        try (var theirs = StompUser.connect(port, moderator.token());
                var adas = StompUser.connect(port, ada.token())) {
            var above = awaitSession(root, moderator).path("id").asString();
            assertForbidden(moderator.call("DELETE", "/api/admin/sessions/" + above, Map.of("reason", "out")));
            assertThat(lastAudit(moderator).path("outcome").asString()).isEqualTo("REFUSED");

            var below = awaitSession(root, ada).path("id").asString();
            assertForbidden(ada.delete("/api/admin/sessions/" + above));
            assertThat(moderator
                            .call("DELETE", "/api/admin/sessions/" + below, Map.of("reason", "noise"))
                            .status())
                    .isEqualTo(204);

            assertThat(adas.closeCode()).isEqualTo(4009);
            assertThat(theirs.isClosed()).isFalse();
            assertThat(lastAudit(ada).path("reason").asString()).isEqualTo("noise");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(moderator
                                    .delete("/api/admin/sessions/" + below)
                                    .status())
                            .isEqualTo(404));
        }
    }

    private JsonNode awaitSession(Person by, Person whose) {
        return Awaitility.await()
                .until(
                        () -> by.get("/api/admin/sessions?query=" + whose.username())
                                .body()
                                .path("sessions")
                                .path(0),
                        session -> session.has("id"));
    }

    @Test
    void theExportHasWhatTheHashesCoverAndIsItselfWrittenDown() throws Exception {
        change(root, ada, Map.of("displayName", "=1+1"));

        var csv = download("/api/admin/audit.csv?target=" + ada.username());
        var json = download("/api/admin/audit.json?target=" + ada.username());

        assertThat(csv.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"audit.csv\"");
        assertThat(csv.body().lines().toList())
                .hasSize(2)
                .first()
                .isEqualTo("number,at,actor,address,kind,outcome,target,room,message,reason,detail,hash");
        assertThat(csv.body()).contains("\"{\"\"displayName\"\":\"\"=1+1\"\"}\"");
        assertThat(json.body()).contains("\"detail\":\"{\\\"displayName\\\":\\\"=1+1\\\"}\"", "\"hash\":\"");
        assertThat(root.get("/api/admin/audit?limit=1&actor=" + root.username())
                        .body()
                        .path("entries")
                        .path(0)
                        .path("kind")
                        .asString())
                .isEqualTo("audit.exported");
    }

    private HttpResponse<String> download(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Bearer " + root.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theAuditLogIsPagedAndIntact() {
        for (int i = 0; i < 3; i++) {
            change(root, ada, Map.of("displayName", "Ada " + i));
        }

        var first =
                root.get("/api/admin/audit?limit=2&target=" + ada.username()).body();
        var second = root.get("/api/admin/audit?limit=2&target=" + ada.username() + "&before="
                        + first.path("next").asLong())
                .body();

        assertThat(first.path("entries").size()).isEqualTo(2);
        assertThat(second.path("entries").size()).isEqualTo(1);
        assertThat(second.has("next")).isFalse();
        assertThat(root.get("/api/admin/audit/verification").body().has("brokenAt"))
                .isFalse();
    }

    @Test
    void theFiguresComeToStaffEverySecondUntilTheyAreNoneAnyMore() {
        try (var watching = StompUser.connect(port, moderator.token());
                var user = StompUser.connect(port, ada.token())) {
            user.listenForErrors();
            user.subscribeUnanswered("/topic/admin/figures");
            assertThat(user.nextError().path("code").asString()).isEqualTo("forbidden");

            var figures = watching.subscribe("/topic/admin/figures");
            var event = figures.next(measured -> measured.path("nodes").path(0).has("figures"));
            assertThat(event.path("type").asString()).isEqualTo("figures.measured");
            assertThat(event.path("database").asString()).isEqualTo("UP");
            var node = event.path("nodes").path(0);
            assertThat(node.path("figures").path("connections").asInt()).isPositive();
            assertThat(node.path("figures").has("relay")).isFalse();

            change(root, moderator, Map.of("role", "USER"));
            Awaitility.await().until(() -> {
                figures.drain();
                return quietForThreeBeats(figures);
            });
        }
    }

    @Test
    void theFiguresTellOfWhatIsSaid() {
        long room = ada.createRoom("figures " + System.nanoTime(), "PUBLIC");
        try (var watching = StompUser.connect(port, root.token())) {
            var figures = watching.subscribe("/topic/admin/figures");
            figures.next(measured -> {
                // Each second has figures of its own, and one of a post may fall between two of them.
                ada.post(
                        "/api/rooms/" + room + "/messages",
                        Map.of("clientId", UUID.randomUUID().toString(), "body", "hello"));
                var node = measured.path("nodes").path(0).path("figures");
                return node.path("p99Millis").asDouble() > 0
                        && node.path("messagesPerSecond").asDouble() > 0;
            });
        }
    }

    @Test
    void whatOwnersDoInTheirRoomIsWrittenDownAndWhatOthersTried() {
        long room = ada.createRoom("acts " + System.nanoTime(), "PUBLIC");
        var bob = new People(port).register("bob");
        bob.join(room);
        var member = "/api/rooms/" + room + "/members/" + bob.id();

        assertThat(ada.patch(member, Map.of("role", "MODERATOR")).status()).isEqualTo(200);
        assertThat(ada.delete(member).status()).isEqualTo(204);
        assertForbidden(bob.patch("/api/rooms/" + room, Map.of("name", "mine now")));

        var entries = root.get("/api/admin/audit?room=" + room).body().path("entries");
        assertThat(entries.valueStream()
                        .map(entry -> entry.path("outcome").asString() + " "
                                + entry.path("kind").asString()))
                .containsExactly("REFUSED room.changed", "DONE member.removed", "DONE member.changed");
        assertThat(entries.path(2).path("detail").path("role").asString()).isEqualTo("MODERATOR");
        assertThat(entries.path(1).path("target").path("username").asString()).isEqualTo(bob.username());
    }

    @Test
    void whyItWasDoneIsWrittenDown() {
        var account = "/api/admin/accounts/" + ada.username();
        var room = "/api/rooms/" + ada.createRoom("reasons " + System.nanoTime(), "PUBLIC");
        var bob = new People(port).register("bob");
        bob.join(Long.parseLong(room.substring("/api/rooms/".length())));
        var member = room + "/members/" + bob.id();

        assertThat(ada.patch(room, Map.of("description", "What we do", "reason", "asked for"))
                        .status())
                .isEqualTo(200);
        assertThat(ada.patch(member, Map.of("role", "MODERATOR", "reason", "trusted"))
                        .status())
                .isEqualTo(200);
        assertThat(ada.delete(member, Map.of("reason", "trusted no more")).status())
                .isEqualTo(204);
        root.patch(account, Map.of("displayName", "Ada L.", "reason", "impersonates"));
        root.post(account + "/password", Map.of("reason", "forgotten"));
        root.delete(account + "/sign-ins", Map.of("reason", "a lost phone"));
        assertForbidden(moderator.patch(account, Map.of("disabled", true, "reason", "spam")));
        root.delete("/api/admin/accounts/" + bob.username() + "/sign-ins");

        assertThat(reasons(ada)).containsExactly("asked for", "trusted", "trusted no more");
        assertThat(reasons(root)).containsExactly("impersonates", "forgotten", "a lost phone", "");
        assertThat(reasons(moderator)).containsExactly("spam");
    }

    /** Oldest first. */
    private List<String> reasons(Person actor) {
        var reasons = new ArrayList<String>();
        root.get("/api/admin/audit?actor=" + actor.username())
                .body()
                .path("entries")
                .forEach(entry -> reasons.add(0, entry.path("reason").asString("")));
        return reasons;
    }

    @Test
    void aReasonThatIsTooLongChangesNothing() {
        var room = "/api/rooms/" + ada.createRoom("long " + System.nanoTime(), "PUBLIC");
        var account = "/api/admin/accounts/" + ada.username();
        for (var why : List.of("x".repeat(501), "\0")) {
            var reason = Map.of("reason", why);
            for (var refused : List.of(
                    change(root, ada, Map.of("role", "MODERATOR", "reason", why)),
                    root.post(account + "/password", reason),
                    root.delete(account + "/sign-ins", reason),
                    ada.patch(room, Map.of("locked", true, "reason", why)),
                    ada.patch(room + "/members/" + ada.id(), Map.of("role", "MEMBER", "reason", why)),
                    ada.delete(room + "/members/" + root.id(), reason))) {
                assertThat(refused.body().path("errors").path(0).path("field").asString())
                        .as(refused.toString())
                        .isEqualTo("reason");
            }
        }
        assertThat(lastAudit(ada).isMissingNode()).isTrue();
        assertThat(account(ada).path("role").asString()).isEqualTo("USER");
    }

    @Test
    void aChangeOfNothingIsRefusedAndNoAct() {
        assertThat(change(root, ada, Map.of()).body().path("code").asString()).isEqualTo("invalid");
        assertThat(lastAudit(ada).isMissingNode()).isTrue();
    }

    /** Another's figures go on meanwhile, which is the measure of time here. */
    private boolean quietForThreeBeats(StompUser.Inbox figures) {
        try (var rootWatching = StompUser.connect(port, root.token())) {
            var beats = rootWatching.subscribe("/topic/admin/figures");
            for (int i = 0; i < 3; i++) {
                beats.next("figures.measured");
            }
        }
        return figures.isEmpty();
    }

    private JsonNode setting(String name) {
        for (var setting : root.get("/api/admin/settings").body().path("settings")) {
            if (setting.path("name").asString().equals(name)) {
                return setting;
            }
        }
        throw new AssertionError("There is no " + name);
    }

    @Test
    void aSettingIsChosenAndActsAtOnceUntilItIsAsConfigured() {
        var path = "/api/admin/settings/confab.accounts.guests";
        var people = new People(port);
        try {
            assertThat(root.put(path, Map.of("value", "false"))
                            .body()
                            .path("value")
                            .asString())
                    .isEqualTo("false");
            assertThat(people.ask("POST", "/api/guests", Map.of("displayName", "Passer-by"))
                            .body()
                            .path("code")
                            .asString())
                    .isEqualTo("guests-disabled");
            assertThat(setting("confab.accounts.guests").path("standard").asString())
                    .isEqualTo("true");
            assertThat(setting("confab.accounts.guests").path("by").path("id").asLong())
                    .isEqualTo(root.id());
            var audited = root.get("/api/admin/audit?limit=1&actor=" + root.username())
                    .body()
                    .path("entries")
                    .path(0);
            assertThat(audited.path("kind").asString()).isEqualTo("setting.changed");
            assertThat(audited.path("detail").path("before").asString()).isEqualTo("true");
        } finally {
            assertThat(root.delete(path).body().path("value").asString()).isEqualTo("true");
        }
        assertThat(people.ask("POST", "/api/guests", Map.of("displayName", "Passer-by"))
                        .status())
                .isEqualTo(201);
        assertThat(setting("confab.accounts.guests").has("changedAt")).isFalse();
    }

    @Test
    void aSettingTakesWhatTheConfigurationTakes() {
        var path = "/api/admin/settings/confab.moderation.undo";
        try {
            assertThat(root.put(path, Map.of("value", "90s"))
                            .body()
                            .path("value")
                            .asString())
                    .isEqualTo("90s");
            for (var unfit : List.of("soon", "0s", "-1m", "", "true")) {
                var refused = root.put(path, Map.of("value", unfit));
                assertThat(refused.status()).as(unfit).isEqualTo(400);
            }
            assertThat(setting("confab.moderation.undo").path("value").asString())
                    .isEqualTo("90s");
        } finally {
            root.delete(path);
        }
        assertThat(setting("confab.moderation.undo").path("value").asString()).isEqualTo("10m");
        assertThat(root.put("/api/admin/settings/confab.accounts.sign-up", Map.of("value", "SOMETIMES"))
                        .status())
                .isEqualTo(400);
        assertThat(root.put("/api/admin/settings/spring.datasource.url", Map.of("value", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void settingsAreTheAdministratorsAlone() {
        assertForbidden(moderator.get("/api/admin/settings"));
        assertForbidden(moderator.put("/api/admin/settings/confab.accounts.guests", Map.of("value", "false")));
        assertThat(setting("confab.accounts.guests").path("value").asString()).isEqualTo("true");
        var audited = root.get("/api/admin/audit?limit=1&actor=" + moderator.username())
                .body()
                .path("entries")
                .path(0);
        assertThat(audited.path("outcome").asString()).isEqualTo("REFUSED");
    }

    @Test
    void aSessionThatDoesNotReadIsSeenToLag() throws Exception {
        long room = ada.createRoom("lag-" + System.nanoTime(), "PUBLIC");
        try (var reader = StompUser.connect(port, ada.token());
                var writer = StompUser.connect(port, ada.token())) {
            reader.subscribe("/topic/rooms/" + room);
            reader.stopReading();
            Awaitility.await().atMost(java.time.Duration.ofSeconds(30)).until(() -> {
                for (int i = 0; i < 100; i++) {
                    writer.send(
                            "/app/rooms/" + room + "/post",
                            Map.of("clientId", java.util.UUID.randomUUID().toString(), "body", "x".repeat(3900)));
                }
                return lag().has("waitingBytes");
            });
            assertThat(lag().path("waitingBytes").asLong()).isPositive();
            reader.readOn();
            Awaitility.await().atMost(java.time.Duration.ofSeconds(30)).until(() -> !lag().has("waitingBytes"));
        }
    }

    /** Of the session of Ada's that is furthest behind. */
    private JsonNode lag() {
        return root.get("/api/admin/sessions?sort=LAG&query=" + ada.username())
                .body()
                .path("sessions")
                .path(0)
                .path("lag");
    }
}

package io.confab;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import io.confab.webhook.Receiver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.confab.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks in both directions, at a real server. */
@WebhookServerTest
@ExtendWith(OutputCaptureExtension.class)
class WebhookTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    final Receiver receiver = new Receiver();
    Person ada;
    Person bob;
    long room;

    @BeforeEach
    void people() {
        var people = new People(port);
        ada = people.register("ada");
        bob = people.register("bob");
        room = ada.createRoom("webhook-" + UUID.randomUUID(), "PRIVATE");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private String incoming() {
        var made = ada.post("/api/rooms/" + room + "/incoming-webhooks", Map.of("name", "Build server"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.body().path("path").asString();
    }

    private HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aWebhookIsToldWhatIsSaidWithinAMomentAndWhoVerifiesItKnowsWhoSpeaks() throws Exception {
        var made = ada.post(
                "/api/rooms/" + room + "/webhooks",
                Map.of("name", "archive", "url", receiver.url(), "events", List.of("message.posted")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var secret = made.body().path("secret").asString();
        long id = made.body().path("id").asLong();
        try (var stomp = StompUser.connect(port, ada.token())) {
            for (int i = 0; i < 5; i++) {
                stomp.send("/app/rooms/" + room + "/post", Map.of("clientId", "w" + i, "body", "w" + i));
            }
        }
        Awaitility.await().atMost(SOON).until(() -> receiver.taken().size() == 5);
        for (int i = 0; i < 5; i++) {
            var received = receiver.taken().get(i);
            assertThat(received.said()).isEqualTo("w" + i);
            assertThat(Signed.isBy(secret, received)).isTrue();
            assertThat(Signed.isBy("whsec_" + Base64.getEncoder().encodeToString(new byte[32]), received))
                    .isFalse();
        }
        var listed = ada.get("/api/rooms/" + room + "/webhooks");
        assertThat(listed.body().toString()).contains("archive").doesNotContain("whsec_");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> ada.get("/api/webhooks/" + id + "/deliveries?state=DELIVERED&limit=2")
                        .body()
                        .has("next"));
        assertThat(ada.post("/api/webhooks/" + id + "/test", Map.of())
                        .body()
                        .path("status")
                        .asInt())
                .isEqualTo(204);
        assertRefused(bob.get("/api/rooms/" + room + "/webhooks"), 404, "not-found");
        assertRefused(bob.get("/api/webhooks/" + id + "/deliveries"), 404, "not-found");
        assertRefused(ada.get("/api/admin/webhooks"), 403, "forbidden");
        assertThat(ada.delete("/api/webhooks/" + id).status()).isEqualTo(204);
        assertRefused(ada.get("/api/webhooks/" + id + "/deliveries"), 404, "not-found");
    }

    @Test
    void anAdministratorsWebhookHearsOfPresence() {
        jdbc.sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(bob.id())
                .update();
        var made = bob.post(
                "/api/admin/webhooks",
                Map.of(
                        "name",
                        "presence",
                        "url",
                        receiver.url(),
                        "events",
                        List.of("presence.online", "presence.dropped", "sanction.imposed")));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var stomp = StompUser.connect(port, ada.token());
        Awaitility.await().atMost(SOON).until(() -> heard("presence.online"));
        stomp.vanish();
        Awaitility.await().atMost(SOON).until(() -> heard("presence.dropped"));
        bob.post("/api/moderation/sanctions", Map.of("account", ada.username(), "kind", "MUTE", "reason", "enough"));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> receiver.taken().stream()
                        .anyMatch(received -> received.type().equals("sanction.imposed")
                                && received.json().at("/data/target/id").asLong() == ada.id()));
        bob.delete("/api/webhooks/" + made.body().path("id").asLong());
    }

    private boolean heard(String type) {
        return receiver.taken().stream()
                .anyMatch(received -> received.type().equals(type)
                        && received.json().at("/data/account/id").asLong() == ada.id());
    }

    @Test
    void whatIsPostedToASecretPathIsSaidInTheRoomByAnAuthorOfItsName() throws Exception {
        var path = incoming();
        try (var listener = StompUser.connect(port, ada.token())) {
            var log = listener.subscribe("/topic/rooms/" + room);
            var answer = post(path, "application/json; charset=utf-8", "{\"text\":\"build *17* is green\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("ok");
            var message = log.next("message.posted").path("message");
            assertThat(message.path("body").asString()).isEqualTo("build **17** is green");
            assertThat(message.at("/author/displayName").asString()).isEqualTo("Build server");
            assertThat(message.at("/author/username").asString()).startsWith("hook-");

            var form = "payload=" + URLEncoder.encode("{\"text\":\"from a form 😀\"}", StandardCharsets.UTF_8);
            assertThat(post(path, "application/x-www-form-urlencoded", form).statusCode())
                    .isEqualTo(200);
            assertThat(log.next("message.posted").at("/message/body").asString())
                    .isEqualTo("from a form 😀");
        }
    }

    @Test
    void theSecretIsKeptNowhereAndIsWorthNothingOnceItIsRevoked(CapturedOutput output) throws Exception {
        var path = incoming();
        var secret = path.substring(path.lastIndexOf('/') + 1);
        assertThat(post(path, "application/json", "{\"text\":\"one\"}").statusCode())
                .isEqualTo(200);
        assertThat(post(path, "application/json", "not json").statusCode()).isEqualTo(400);
        assertThat(post(path, "application/json", "{}").statusCode()).isEqualTo(400);
        assertThat(post(path, "text/plain", "{\"text\":\"x\"}").statusCode()).isEqualTo(415);
        assertThat(post(path, "application/x-www-form-urlencoded", "payload=%7B")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(path + "x", "application/json", "{\"text\":\"x\"}").statusCode())
                .isEqualTo(404);
        var listed = ada.get("/api/rooms/" + room + "/incoming-webhooks")
                .body()
                .path("webhooks")
                .path(0);
        assertThat(listed.toString()).doesNotContain(secret);
        assertThat(listed.has("lastUsedAt")).isTrue();
        assertThat(jdbc.sql("select count(*) from incoming_webhook where secret_hash like ?")
                        .param("%" + secret + "%")
                        .query(Long.class)
                        .single())
                .isZero();

        assertThat(ada.delete("/api/rooms/" + room + "/incoming-webhooks/"
                                + listed.path("id").asLong())
                        .status())
                .isEqualTo(204);
        assertThat(post(path, "application/json", "{\"text\":\"two\"}").statusCode())
                .isEqualTo(404);
        assertThat(ada.get("/api/rooms/" + room + "/members")
                        .body()
                        .path("members")
                        .size())
                .isEqualTo(1);
        assertThat(output.getAll()).doesNotContain(secret);
    }

    @Test
    void membersMakeNoneAndNobodyPostsFasterThanIsAllowed() throws Exception {
        var open = ada.createRoom("open-" + UUID.randomUUID(), "PUBLIC");
        bob.join(open);
        assertRefused(bob.post("/api/rooms/" + open + "/incoming-webhooks", Map.of("name", "x")), 403, "forbidden");
        assertRefused(bob.post("/api/rooms/" + room + "/incoming-webhooks", Map.of("name", "x")), 404, "not-found");
        assertRefused(bob.get("/api/rooms/" + open + "/incoming-webhooks"), 403, "forbidden");
        assertRefused(ada.post("/api/rooms/" + open + "/incoming-webhooks", Map.of("name", " ")), 400, "invalid");

        var path = incoming();
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 21; i++) {
            statuses.add(post(path, "application/json", "{\"text\":\"fast\"}").statusCode());
        }
        assertThat(statuses.subList(0, 20)).containsOnly(200);
        assertThat(statuses.get(20)).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({
        "MUTE here, muted",
        "MUTE everywhere, muted",
        "READ_ONLY here, read-only",
        "READ_ONLY everywhere, read-only",
        "BAN here, banned",
        "BAN everywhere, banned",
        "removed, forbidden",
        "demoted, forbidden",
        "disabled, forbidden"
    })
    void whatHoldsBackWhoeverMadeItHoldsItBack(String what, String code) throws Exception {
        var cleo = new People(port).register("cleo");
        ada.post("/api/rooms/" + room + "/invitations", Map.of("username", cleo.username()));
        cleo.join(room);
        var member = "/api/rooms/" + room + "/members/" + cleo.id();
        ada.patch(member, Map.of("role", "MODERATOR"));
        var path = cleo.post("/api/rooms/" + room + "/incoming-webhooks", Map.of("name", "Build server"))
                .body()
                .path("path")
                .asString();
        assertThat(say(path).statusCode()).isEqualTo(200);

        switch (what) {
            case "removed" -> ada.delete(member);
            case "demoted" -> ada.patch(member, Map.of("role", "MEMBER"));
            case "disabled" -> root().patch("/api/admin/accounts/" + cleo.username(), Map.of("disabled", true));
            default -> holdBack(cleo, what.split(" ")[0], what.endsWith("here"));
        }

        var refused = say(path);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"code\":\"" + code + "\"");
    }

    private HttpResponse<String> say(String path) throws IOException, InterruptedException {
        return post(path, "application/json", "{\"text\":\"build 17 is green\"}");
    }

    private void holdBack(Person whom, String kind, boolean here) {
        var order = new HashMap<String, Object>(Map.of("account", whom.username(), "kind", kind, "reason", "noise"));
        if (here) {
            order.put("room", room);
        }
        assertThat((here ? ada : root())
                        .post("/api/moderation/sanctions", order)
                        .status())
                .isEqualTo(201);
    }

    private Person root() {
        var root = new People(port).register("root");
        jdbc.sql("update account set role = 'ADMINISTRATOR' where id = ?")
                .param(root.id())
                .update();
        return root;
    }

    @Test
    void whoSpeaksOverAWebhookIsHeldBackAsAnybodyIs() throws Exception {
        var path = incoming();
        var author = ada.get("/api/rooms/" + room + "/members")
                .body()
                .path("members")
                .valueStream()
                .map(member -> member.at("/account/username").asString())
                .filter(name -> name.startsWith("hook-"))
                .findFirst()
                .orElseThrow();
        ada.post(
                "/api/moderation/sanctions",
                Map.of("account", author, "kind", "MUTE", "room", room, "reason", "too loud"));
        Awaitility.await().atMost(SOON).until(() -> {
            var answer = post(path, "application/json", "{\"text\":\"still here\"}");
            return answer.statusCode() == 403 && answer.body().contains("muted");
        });
        assertThat(new People(port)
                        .ask("POST", "/api/accounts", Map.of("username", "hook-me", "password", "correct horse"))
                        .status())
                .isEqualTo(409);
    }
}

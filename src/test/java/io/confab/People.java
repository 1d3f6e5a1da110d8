package io.confab;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Registers people at a running server, over the same HTTP as everybody else. */
public final class People {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An answer over HTTP. */
    public record Answer(int status, JsonNode body) {}

    /** The server refused it with this status, and for this reason. */
    public static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.body().path("code").asString()).isEqualTo(code);
    }

    /** Somebody with an account and a bearer token. */
    public static final class Person {

        private final int port;
        private final HttpClient http = HttpClient.newHttpClient();
        private final JsonNode account;
        private final String token;

        private Person(int port, JsonNode account, String token) {
            this.port = port;
            this.account = account;
            this.token = token;
        }

        public long id() {
            return account.path("id").asLong();
        }

        public String username() {
            return account.path("username").asString();
        }

        public String token() {
            return token;
        }

        public Answer get(String path) {
            return call("GET", path, null);
        }

        public Answer post(String path, Object body) {
            return call("POST", path, body);
        }

        public Answer put(String path) {
            return call("PUT", path, null);
        }

        /** The same with a header more. */
        public Answer post(String path, Object body, String header, String value) {
            return exchange(
                    http,
                    request(port, "POST", path, body)
                            .header("Authorization", "Bearer " + token)
                            .header(header, value));
        }

        /** The same person by another token, which has these scopes. */
        public Person with(String... scopes) {
            var given = post("/api/tokens", Map.of("name", "tests", "scopes", java.util.List.of(scopes)));
            return new Person(port, account, given.body().path("token").asString());
        }

        /** The same account by another token of it. */
        public Person by(String other) {
            return new Person(port, account, other);
        }

        /** A new bot of this person, by its first token. */
        public Person bot(String name) {
            var made = expect(
                    201,
                    post(
                            "/api/bots",
                            Map.of(
                                    "username",
                                    name + "-" + UUID.randomUUID().toString().substring(0, 8))));
            var bot = made.path("account");
            var tokens = "/api/bots/" + bot.path("username").asString() + "/tokens";
            return new Person(
                    port,
                    bot,
                    expect(201, post(tokens, Map.of("name", "tests")))
                            .path("token")
                            .asString());
        }

        public Answer put(String path, Object body) {
            return call("PUT", path, body);
        }

        public Answer patch(String path, Object body) {
            return call("PATCH", path, body);
        }

        public Answer delete(String path) {
            return call("DELETE", path, null);
        }

        public Answer delete(String path, Map<String, ?> body) {
            return call("DELETE", path, body);
        }

        /** A new room; its id. */
        public long createRoom(String name, String kind) {
            var answer = post("/api/rooms", Map.of("name", name, "kind", kind));
            if (answer.status() != 201) {
                throw new AssertionError("No room: " + answer);
            }
            return answer.body().path("id").asLong();
        }

        public void join(long room) {
            var answer = put("/api/rooms/" + room + "/members/me");
            if (answer.status() != 200) {
                throw new AssertionError("Not joined: " + answer);
            }
        }

        public Answer call(String method, String path, @Nullable Object body) {
            return exchange(http, request(port, method, path, body).header("Authorization", "Bearer " + token));
        }
    }

    private final int port;

    public People(int port) {
        this.port = port;
    }

    /** What somebody is answered who says nothing of who they are. */
    public Answer ask(String method, String path, @Nullable Object body) {
        return exchange(HttpClient.newHttpClient(), request(port, method, path, body));
    }

    /** Registers an account whose name begins like this and is taken by nobody else. */
    public Person register(String name) {
        var browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
        var username = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        var account = expect(
                201,
                exchange(
                        browser,
                        request(
                                port,
                                "POST",
                                "/api/accounts",
                                Map.of("username", username, "password", "correct horse"))));
        var csrf = expect(200, exchange(browser, request(port, "GET", "/api/session", null)))
                .path("csrf");
        var token = expect(
                        201,
                        exchange(
                                browser,
                                request(port, "POST", "/api/tokens", Map.of("name", "tests"))
                                        .header(
                                                csrf.path("header").asString(),
                                                csrf.path("token").asString())))
                .path("token")
                .asString();
        return new Person(port, account, token);
    }

    /** Somebody who is known elsewhere, at this server. */
    public Person signedIn(Person elsewhere) {
        return new Person(port, elsewhere.account, elsewhere.token);
    }

    private static JsonNode expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("Expected " + status + " but got " + answer);
        }
        return answer.body();
    }

    private static HttpRequest.Builder request(int port, String method, String path, @Nullable Object body) {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, publisher);
    }

    private static Answer exchange(HttpClient http, HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var text = response.body();
            return new Answer(response.statusCode(), JSON.readTree(text.isEmpty() ? "{}" : text));
        } catch (java.io.IOException | InterruptedException failure) {
            throw new AssertionError("The server did not answer", failure);
        }
    }
}

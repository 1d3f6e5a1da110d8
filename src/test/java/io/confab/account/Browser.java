package io.confab.account;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.confab.stomp.StompUser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a browser does for a page: it keeps the cookies and sends them along. Knows nothing of the server's code. */
final class Browser {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static final String PASSWORD = "correct horse";

    record Answer(int status, java.net.http.HttpHeaders headers, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String code() {
            return json().path("code").asString("");
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    private final int port;
    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Browser(int port) {
        this.port = port;
    }

    /** Sends this header with every request from now on. */
    Browser with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Browser without(String name) {
        headers.remove(name);
        return this;
    }

    /** Another browser with the same cookies, as if somebody had copied them. */
    Browser copy() {
        var copy = new Browser(port);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** The same browser, whose server is now at another port. */
    Browser at(int otherPort) {
        var same = new Browser(otherPort);
        same.cookies.putAll(cookies);
        same.headers.putAll(headers);
        return same;
    }

    /** Registers and remembers the CSRF token. */
    Browser registered(String username) {
        var answer = post("/api/accounts", Map.of("username", username, "password", PASSWORD));
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return withCsrf();
    }

    Answer signIn(String username, String password) {
        return post("/api/session", Map.of("username", username, "password", password));
    }

    Browser signedIn(String username) {
        var answer = signIn(username, PASSWORD);
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return withCsrf();
    }

    /** Asks for the CSRF token and sends it from now on. */
    Browser withCsrf() {
        var csrf = session().path("csrf");
        return with(csrf.path("header").asString(), csrf.path("token").asString());
    }

    JsonNode session() {
        return get("/api/session").json();
    }

    boolean isSignedIn() {
        return !session().path("account").isNull();
    }

    @Nullable
    String cookie() {
        return cookies.get("CONFAB_SESSION");
    }

    /** A new bearer token. */
    JsonNode token(String... scopes) {
        var answer = post("/api/tokens", Map.of("name", "a program", "scopes", scopes));
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.json();
    }

    /** Opens a WebSocket as the page would and connects with the CSRF token that the page has. */
    StompUser connected() {
        var socket = socket();
        var connected = socket.connect(Map.of("X-CSRF-TOKEN", Objects.requireNonNull(headers.get("X-CSRF-TOKEN"))));
        if (!connected.command().equals("CONNECTED")) {
            throw new AssertionError(connected);
        }
        return socket;
    }

    StompUser socket() {
        return StompUser.open(port, Map.of("Cookie", cookieHeader()));
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, JSON.writeValueAsString(body), "application/json");
    }

    Answer put(String path, Object body) {
        return send("PUT", path, JSON.writeValueAsString(body), "application/json");
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, JSON.writeValueAsString(body), "application/json");
    }

    Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    Answer send(String method, String path, @Nullable String body, @Nullable String contentType) {
        return exchange(
                method,
                path,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body),
                contentType);
    }

    /** Sends JSON without saying beforehand how much it is. */
    Answer stream(String method, String path, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange(
                method,
                path,
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                "application/json");
    }

    private Answer exchange(String method, String path, HttpRequest.BodyPublisher body, @Nullable String contentType) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, body);
        headers.forEach(request::header);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private String cookieHeader() {
        var all = new StringBuilder();
        cookies.forEach((name, value) -> all.append(all.length() == 0 ? "" : "; ")
                .append(name)
                .append('=')
                .append(value));
        return all.toString();
    }

    private void keep(String setCookie) {
        var pair = setCookie.split(";", 2)[0].split("=", 2);
        if (setCookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}

package io.confab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes accounts and rooms at a running Confab, over the same HTTP as everybody else. */
final class SignUp {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int AT_ONCE = 8;
    private static final String RUN = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    /** Of all servers of this run, because one database may see several. */
    private static final AtomicInteger REGISTERED = new AtomicInteger();

    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SignUp(int port) {
        this.port = port;
    }

    /** A room and the tokens of its members, its owner first. */
    record Room(String id, List<String> tokens) {}

    /** New rooms with new members, every one of them an account of its own. */
    List<Room> rooms(int count, int members) {
        var rooms = inParallel(count, number -> {
            var owner = register();
            var room = call(
                    201,
                    post("/api/rooms", Map.of("name", "bench " + RUN + " " + owner.number(), "kind", "PUBLIC"))
                            .header("Authorization", "Bearer " + owner.token()));
            return new Room(room.path("id").asString(), new ArrayList<>(List.of(owner.token())));
        });
        var more = inParallel(count * (members - 1), number -> {
            var room = rooms.get(number % count);
            var member = register();
            call(
                    200,
                    request("PUT", "/api/rooms/" + room.id() + "/members/me", null)
                            .header("Authorization", "Bearer " + member.token()));
            return member;
        });
        for (int i = 0; i < more.size(); i++) {
            rooms.get(i % count).tokens().add(more.get(i).token());
        }
        return rooms;
    }

    /** Says something in a room. */
    void post(String room, String token, String clientId) {
        call(
                201,
                post("/api/rooms/" + room + "/messages", Map.of("clientId", clientId, "body", "Are you all back?"))
                        .header("Authorization", "Bearer " + token));
    }

    /** Has something said in a room at a time. */
    void schedule(String room, String token, Instant at, int count) {
        inParallel(
                count,
                number -> call(
                        201,
                        post(
                                        "/api/schedules",
                                        Map.of(
                                                "room",
                                                room,
                                                "body",
                                                "It is time.",
                                                "when",
                                                Map.of("at", at.toString())))
                                .header("Authorization", "Bearer " + token)));
    }

    private record Member(int number, String token) {}

    private Member register() {
        int number = REGISTERED.incrementAndGet();
        var registration = exchange(
                201,
                post("/api/accounts", Map.of("username", "bench-" + RUN + "-" + number, "password", "correct horse")));
        var cookie =
                registration.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        var csrf = call(200, request("GET", "/api/session", null).header("Cookie", cookie))
                .path("csrf");
        var token = call(
                        201,
                        post("/api/tokens", Map.of("name", "benchmark"))
                                .header("Cookie", cookie)
                                .header(
                                        csrf.path("header").asString(),
                                        csrf.path("token").asString()))
                .path("token")
                .asString();
        return new Member(number, token);
    }

    private interface Step<T> {
        T take(int number);
    }

    private static <T> List<T> inParallel(int count, Step<T> step) {
        var executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var calls = new ArrayList<Callable<T>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                calls.add(() -> step.take(number));
            }
            var results = new ArrayList<T>();
            for (Future<T> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException("Not everybody could be signed up", failure);
        } finally {
            executor.shutdown();
        }
    }

    private HttpRequest.Builder post(String path, Object body) {
        return request("POST", path, body);
    }

    private HttpRequest.Builder request(String method, String path, @Nullable Object body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private JsonNode call(int status, HttpRequest.Builder request) {
        return JSON.readTree(exchange(status, request).body());
    }

    private HttpResponse<String> exchange(int status, HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != status) {
                throw new IllegalStateException(response + " " + response.body());
            }
            return response;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

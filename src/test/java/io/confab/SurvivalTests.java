package io.confab;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A receipt is a promise: what was acknowledged is there after the process was killed in the middle of its work. */
class SurvivalTests {

    private static final int SENDERS = 4;
    private static final int KILLS = 2;
    private static final int POSTS_BEFORE_KILL = 200;
    private static final int DUE = 40;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void keepsEveryAcknowledgedPostAcrossKills() throws Exception {
        try (var server = new ServerProcess(folder)) {
            var people = new People(server.port());
            var owner = people.register("owner");
            var room = owner.createRoom("survival", "PUBLIC");
            var senders = new ArrayList<Person>();
            for (int i = 0; i < SENDERS; i++) {
                var sender = people.register("sender");
                sender.join(room);
                senders.add(sender);
            }
            var acknowledged = new ConcurrentLinkedQueue<String>();
            for (int round = 0; round < KILLS; round++) {
                postUntilKilled(server, senders, room, round, acknowledged);
                server.startAgain();
                assertThat(owner.createRoom("after kill " + round, "PUBLIC")).isGreaterThan(room);
            }
            var messages = history(owner, room);
            var clientIds = messages.stream()
                    .map(message -> message.path("clientId").asString())
                    .toList();
            assertThat(clientIds).doesNotHaveDuplicates();
            assertThat(new HashSet<>(clientIds)).containsAll(acknowledged);
            assertThat(messages.stream().map(message -> message.path("seq").asLong()))
                    .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, messages.size())
                            .map(i -> messages.size() + 1 - i)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void finishesWhatItAcceptedWhenItIsAskedToStop() throws Exception {
        try (var server = new ServerProcess(folder)) {
            var ada = new People(server.port()).register("ada");
            var room = ada.createRoom("stopping", "PUBLIC");
            var receipts = new ArrayList<CompletableFuture<Void>>();
            int code;
            try (var user = StompUser.connect(server.port(), ada.token())) {
                for (int i = 0; i < 100; i++) {
                    receipts.add(user.sendUnanswered(
                            "/app/rooms/" + room + "/post", Map.of("clientId", "stop-" + i, "body", "message " + i)));
                }
                receipts.get(0).join();
                server.stop();
                code = user.closeCode();
            }
            assertThat(code).isEqualTo(1012);
            long acknowledged =
                    receipts.stream().filter(CompletableFuture::isDone).count();
            server.startAgain();
            assertThat(history(ada, room)).hasSizeGreaterThanOrEqualTo((int) acknowledged);
            assertThat(ada.get("/api/rooms/" + room).status()).isEqualTo(200);
        }
    }

    /** What is due before, in the middle of and after the time when there is no server. */
    @Test
    void whatIsDueWhenItIsAskedToStopIsSaidOnce() throws Exception {
        try (var server = new ServerProcess(folder)) {
            var ada = new People(server.port()).register("ada");
            var room = ada.createRoom("due", "PUBLIC");
            var due = Instant.now().plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
            var bodies = new ArrayList<String>();
            for (int i = 0; i < DUE; i++) {
                bodies.add("due " + i);
                var when = Map.of("at", due.plusMillis(i * 50L).toString());
                var made = ada.post("/api/schedules", Map.of("room", room, "body", bodies.get(i), "when", when));
                assertThat(made.status()).as(made.toString()).isEqualTo(201);
            }
            Awaitility.await().atMost(SOON).until(() -> !said(ada, room).isEmpty());
            server.stop();
            var stopped = Instant.now();
            server.startAgain();

            Awaitility.await().atMost(SOON).until(() -> said(ada, room).containsAll(bodies));
            assertThat(history(ada, room))
                    .extracting(message ->
                            Instant.parse(message.path("createdAt").asString()).isBefore(stopped))
                    .contains(true, false);
            assertThat(said(ada, room)).containsExactlyInAnyOrderElementsOf(bodies);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> ada.get("/api/schedules")
                            .body()
                            .path("schedules")
                            .findValues("nextAt")
                            .isEmpty());
            assertThat(said(ada, room)).hasSize(DUE);
        }
    }

    private static List<String> said(Person reader, long room) {
        return history(reader, room).stream()
                .map(message -> message.path("body").asString())
                .toList();
    }

    private static void postUntilKilled(
            ServerProcess server, List<Person> senders, long room, int round, Queue<String> acknowledged)
            throws Exception {
        var enough = new Semaphore(0);
        var users = new ArrayList<StompUser>();
        for (var sender : senders) {
            users.add(StompUser.connect(server.port(), sender.token()));
        }
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < users.size(); i++) {
            var user = users.get(i);
            var prefix = "r" + round + "-s" + i + "-";
            var thread = new Thread(() -> postOn(user, room, prefix, acknowledged, enough));
            thread.start();
            threads.add(thread);
        }
        enough.acquire(POSTS_BEFORE_KILL);
        server.kill();
        users.forEach(StompUser::vanish);
        for (var thread : threads) {
            thread.join();
        }
    }

    private static void postOn(StompUser user, long room, String prefix, Queue<String> acknowledged, Semaphore enough) {
        try {
            for (int i = 0; !user.isClosed(); i++) {
                var clientId = prefix + i;
                user.sendUnanswered("/app/rooms/" + room + "/post", Map.of("clientId", clientId, "body", clientId))
                        .thenRun(() -> {
                            acknowledged.add(clientId);
                            enough.release();
                        });
            }
        } catch (CompletionException killed) {
            // What was sent last is unknown, which is what the test is about.
        }
    }

    private static List<JsonNode> history(Person person, long room) {
        var all = new ArrayList<JsonNode>();
        var position = "";
        while (true) {
            var page = person.get("/api/rooms/" + room + "/messages?limit=100" + position)
                    .body()
                    .path("messages");
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(all::add);
            position = "&before=" + all.get(all.size() - 1).path("seq").asLong();
        }
    }
}

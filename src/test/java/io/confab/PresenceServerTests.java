package io.confab;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is here, for real: clients that go silent, die, hide and come back. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:presence;DB_CLOSE_DELAY=-1",
            "management.server.port=0",
            "confab.accounts.password-strength=4",
            "confab.limits.enabled=false",
            "confab.limits.ping=1s",
            "confab.presence.grace=3s",
            "confab.presence.good-bye=5s"
        })
class PresenceServerTests {

    /** Twice the ping and 5 s. */
    private static final Duration BOUND = Duration.ofSeconds(7);

    private static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    Person ada;
    Person bob;
    long room;

    @BeforeEach
    void aRoom() {
        var people = new People(port);
        ada = people.register("ada");
        bob = people.register("bob");
        room = ada.createRoom("presence " + System.nanoTime(), "PUBLIC");
        bob.join(room);
    }

    private StompUser connect(Person person) {
        return StompUser.connect(port, person.token());
    }

    private StompUser.Inbox watch(StompUser user) {
        return user.subscribe("/topic/rooms/" + room + "/presence");
    }

    private JsonNode awaitSeen(StompUser.Inbox inbox, Person who, String presence) {
        while (true) {
            for (var member : inbox.next("presence.changed").path("members")) {
                if (member.path("account").asLong() == who.id()
                        && member.path("presence").asString().equals(presence)) {
                    return member;
                }
            }
        }
    }

    @Test
    void aClientThatGoesSilentIsFoundAlsoWhileTheServerKeepsPushingToIt() {
        try (var proxy = BrokerProxy.beforeNode(port);
                var here = connect(ada);
                var silent = StompUser.connect(proxy.port(), bob.token())) {
            var seen = watch(here);
            silent.subscribe("/topic/rooms/" + room);
            awaitSeen(seen, bob, "ONLINE");

            proxy.silence(true);
            var silenced = Instant.now();
            var posted = new int[1];
            Awaitility.await().atMost(BOUND.plusSeconds(5)).until(() -> {
                here.send(
                        "/app/rooms/" + room + "/post",
                        Map.of("clientId", "c" + posted[0]++, "body", "are you there?"));
                return sessions(bob) == 0;
            });

            awaitSeen(seen, bob, "DROPPED");
            var offline = awaitSeen(seen, bob, "OFFLINE");
            // And not when the silence had lasted for long enough.
            assertThat(Instant.parse(offline.path("lastSeenAt").asString())).isBefore(silenced.plusSeconds(3));
            assertThat(posted[0]).isGreaterThan(5);
            proxy.silence(false);
            // The cut may come before the reason does: what the client says then meets a socket that is gone.
            assertThat(silent.closeCode()).isIn(4009, 1006);
        }
    }

    @Test
    void aClientThatAnswersNoPingIsAskedAndThenEvicted() throws IOException {
        try (var mute = new MuteClient(port, bob.token())) {
            assertThat(mute.closeCode()).isEqualTo(4009);
            assertThat(mute.pings()).isGreaterThan(2);
        }
    }

    @Test
    void aClientThatPromisesNothingAndAnswersPingsStays() {
        try (var here = connect(ada);
                var silent = connect(bob)) {
            var seen = watch(here);
            watch(silent);
            awaitSeen(seen, bob, "ONLINE");
            var begun = System.nanoTime();
            Awaitility.await()
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> Duration.ofNanos(System.nanoTime() - begun).compareTo(BOUND.plusSeconds(2)) > 0);
            assertThat(silent.isClosed()).isFalse();
            assertThat(seen.drain()).isEmpty();
            assertThat(sessions(bob)).isEqualTo(1);
        }
    }

    @Test
    void oneOfTwoDevicesThatDiesIsNotSeenAndTheOtherIs() {
        try (var here = connect(ada);
                var phone = connect(bob);
                var laptop = connect(bob)) {
            var seen = watch(here);
            awaitSeen(seen, bob, "ONLINE");
            phone.vanish();
            Awaitility.await().atMost(SOON).until(() -> sessions(bob) == 1);
            assertThat(presenceOf(here, bob)).isEqualTo("ONLINE");
            laptop.vanish();
            awaitSeen(seen, bob, "DROPPED");
            awaitSeen(seen, bob, "OFFLINE");
        }
    }

    @Test
    void whoPromisedToSayGoodByeAndClosesWithoutVanished() {
        try (var here = connect(ada);
                var page = StompUser.open(port)) {
            var seen = watch(here);
            page.connect(Map.of("Authorization", "Bearer " + bob.token(), "good-bye", "explicit"));
            awaitSeen(seen, bob, "ONLINE");
            page.close(1001);
            awaitSeen(seen, bob, "DROPPED");
            try (var again = StompUser.open(port)) {
                again.connect(Map.of("Authorization", "Bearer " + bob.token(), "good-bye", "explicit"));
                awaitSeen(seen, bob, "ONLINE");
                again.raw("DISCONNECT\n\n\0");
                assertThat(seen.next("presence.changed")
                                .at("/members/0/presence")
                                .asString())
                        .isEqualTo("OFFLINE");
            }
        }
    }

    @Test
    void whoClosesWith1001SaysGoodByeUnlessTheyPromisedMore() {
        try (var here = connect(ada);
                var page = connect(bob)) {
            var seen = watch(here);
            awaitSeen(seen, bob, "ONLINE");
            page.close(1001);
            assertThat(seen.next("presence.changed").at("/members/0/presence").asString())
                    .isEqualTo("OFFLINE");
        }
    }

    @Test
    void nobodyIsSeenToLeaveInAStormOfReloads() {
        try (var here = connect(ada)) {
            var seen = watch(here);
            var people = new People(port);
            var crowd = Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l")
                    .map(people::register)
                    .toList();
            crowd.forEach(person -> person.join(room));
            var open = crowd.stream().map(this::connect).toList();
            var told = new HashMap<Long, Set<String>>();
            Awaitility.await().atMost(SOON).until(() -> {
                note(seen, told);
                return crowd.stream()
                        .allMatch(person ->
                                told.getOrDefault(person.id(), Set.of()).contains("ONLINE"));
            });
            told.clear();
            var before = sessions(crowd);

            open.forEach(page -> page.close(1001));
            var again = crowd.stream().map(this::connect).toList();
            Awaitility.await().atMost(SOON).until(() -> {
                var now = sessions(crowd);
                return now.size() == crowd.size() && Collections.disjoint(now, before);
            });

            // It is told in order: of them everything when something later is.
            try (var last = connect(bob)) {
                Awaitility.await().atMost(SOON).until(() -> {
                    note(seen, told);
                    return told.containsKey(bob.id());
                });
                assertThat(last.ask("/app/rooms/" + room + "/presence")
                                .at("/counts/online")
                                .asInt())
                        .isEqualTo(crowd.size() + 2);
            }
            assertThat(told)
                    .allSatisfy((account, presences) -> assertThat(presences).doesNotContain("DROPPED", "OFFLINE"));
            again.forEach(StompUser::vanish);
        }
    }

    private static void note(StompUser.Inbox seen, Map<Long, Set<String>> told) {
        for (var frame : seen.drain()) {
            for (var member : frame.path("members")) {
                told.computeIfAbsent(member.path("account").asLong(), id -> new HashSet<>())
                        .add(member.path("presence").asString());
            }
        }
    }

    @Test
    void awayIsWhoIsIdleOnEveryDevice() {
        try (var here = connect(ada);
                var phone = connect(bob);
                var laptop = connect(bob)) {
            var seen = watch(here);
            awaitSeen(seen, bob, "ONLINE");
            phone.send("/app/presence", Map.of("idle", true));
            laptop.send("/app/presence", Map.of("idle", true));
            awaitSeen(seen, bob, "AWAY");
            laptop.send("/app/presence", Map.of("idle", false));
            awaitSeen(seen, bob, "ONLINE");
        }
    }

    @Test
    void whoIsInvisibleIsOfflineEverywhereAndTypesUnseen() {
        try (var here = connect(ada);
                var hiding = connect(bob)) {
            var seen = watch(here);
            var own = hiding.subscribe("/user/queue/presence");
            awaitSeen(seen, bob, "ONLINE");
            assertThat(bob.put("/api/presence", Map.of("availability", "INVISIBLE"))
                            .status())
                    .isEqualTo(200);
            own.next(event -> event.path("availability").asString("").equals("INVISIBLE"));
            awaitSeen(seen, bob, "OFFLINE");
            hiding.send("/app/rooms/" + room + "/typing", Map.of());
            here.send("/app/rooms/" + room + "/typing", Map.of());
            assertThat(seen.next("typing.started").at("/account/id").asLong()).isEqualTo(ada.id());
            assertThat(presenceOf(here, bob)).isEqualTo("OFFLINE");
            assertThat(bob.get("/api/presence").body().path("presence").asString())
                    .isEqualTo("OFFLINE");
        }
    }

    @Test
    void aSessionHearsOfThoseWhomItWatches() {
        try (var here = connect(ada)) {
            var queue = here.subscribe("/user/queue/presence");
            here.send("/app/presence/watch", Map.of("accounts", List.of(bob.id(), 999_999)));
            assertThat(queue.next("presence.changed").path("members"))
                    .singleElement()
                    .satisfies(member ->
                            assertThat(member.path("presence").asString()).isEqualTo("OFFLINE"));
            try (var there = connect(bob)) {
                awaitSeen(queue, bob, "ONLINE");
                assertThat(there.isClosed()).isFalse();
            }
        }
    }

    @Test
    void aStatusIsSeenAndOneThatCannotBeIsRefusedAndChangesNothing() {
        try (var here = connect(ada);
                var there = connect(bob)) {
            var seen = watch(here);
            awaitSeen(seen, bob, "ONLINE");
            var status = Map.of("text", "at lunch", "emoji", "🍜");
            bob.put("/api/presence", Map.of("availability", "DO_NOT_DISTURB", "status", status));
            var member = awaitSeen(seen, bob, "DO_NOT_DISTURB");
            assertThat(member.at("/status/emoji").asString()).isEqualTo("🍜");
            var before = bob.get("/api/presence").body();
            for (var bad : List.of(
                    Map.of("text", "x".repeat(101)),
                    Map.of("text", " "),
                    Map.of("text", "a", "emoji", "abc"),
                    Map.of("text", "a\nb"),
                    Map.of("text", "a", "until", "2020-01-01T00:00:00Z"))) {
                var answer = bob.put("/api/presence", Map.of("availability", "AUTOMATIC", "status", bad));
                assertThat(answer.status()).as(bad.toString()).isEqualTo(400);
                assertThat(answer.body().path("code").asString()).isEqualTo("invalid");
            }
            assertThat(bob.put("/api/presence", Map.of()).status()).isEqualTo(400);
            assertThat(bob.get("/api/presence").body()).isEqualTo(before);
            assertThat(there.isClosed()).isFalse();
        }
    }

    @Test
    void thePresenceOfAPrivateRoomIsForItsMembers() {
        long hidden = ada.createRoom("hidden " + System.nanoTime(), "PRIVATE");
        try (var there = connect(bob)) {
            there.subscribeUnanswered("/app/rooms/" + hidden + "/presence");
            assertThat(there.nextError().path("code").asString()).isEqualTo("not-found");
        }
    }

    private String presenceOf(StompUser asking, Person who) {
        for (var member : asking.ask("/app/rooms/" + room + "/presence").path("members")) {
            if (member.path("account").asLong() == who.id()) {
                return member.path("presence").asString();
            }
        }
        throw new AssertionError("Not a member");
    }

    private Set<UUID> sessions(List<Person> people) {
        var accounts = people.stream().map(Person::id).toArray(Long[]::new);
        return Set.copyOf(
                jdbc.queryForList("select id from session where account = any(?)", UUID.class, (Object) accounts));
    }

    private int sessions(Person person) {
        return jdbc.queryForList("select id from session where account = ?", person.id())
                .size();
    }
}

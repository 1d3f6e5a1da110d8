package io.confab;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.confab.People.Person;
import io.confab.room.Attention;
import io.confab.room.Level;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many people on two nodes do whatever comes to their minds, each on a device at either node, in public rooms and in
 * direct ones. At rest every device shows what follows from the log, also where more is unread than is counted. Run a
 * failure again with {@code -Dconfab.seed=}; the nodes remain free to interleave.
 */
@ParameterizedClass
@MethodSource("clusters")
class UnreadRandomTests {

    private static final int PEOPLE = 5;
    private static final int ROOMS = 2;
    private static final int STEPS = 200;

    /** Somebody has much to say. */
    private static final int BURST = 40;

    /** What is counted; it stands for "99+". */
    private static final int MOST = 100;

    /** Cursors that moved on the other node are found within 10 s when the broker is away. */
    private static final Duration REST = Duration.ofSeconds(40);

    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private final RelayCluster cluster;
    private final long seed =
            Long.getLong("confab.seed", ThreadLocalRandom.current().nextLong());
    private final Random random = new Random(seed);
    private final List<Device> devices = new ArrayList<>();
    private final List<CompletableFuture<Void>> unanswered = new ArrayList<>();
    private final List<Long> publicRooms = new ArrayList<>();
    private final Map<Long, List<Person>> membersOf = new TreeMap<>();
    /** How many messages were posted in a room, whether they are there yet or not. */
    private final Map<Long, Integer> posted = new HashMap<>();

    private final JdbcClient log;
    private int sent;

    UnreadRandomTests(RelayCluster cluster) {
        this.cluster = cluster;
        this.log = cluster.ofLeft(JdbcClient.class);
    }

    static Stream<RelayCluster> clusters() {
        return Stream.of(new RelayCluster(TestBroker.Kind.ARTEMIS));
    }

    @BeforeParameterizedClassInvocation
    static void start(RelayCluster cluster) {
        cluster.start();
    }

    @AfterEach
    void heal() {
        devices.forEach(device -> device.connection.close());
        cluster.heal();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void atRestEveryDeviceShowsWhatFollowsFromTheLog(boolean broker) {
        try {
            actAndRest(broker);
        } catch (Throwable failure) {
            throw new AssertionError("With the seed " + seed, failure);
        }
    }

    private void actAndRest(boolean broker) {
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> new People(port(i)).register("p" + i))
                .toList();
        // A member who comes when all is over: no @here means them.
        var late = new People(cluster.left()).register("late");
        var owner = people.get(0);
        openRooms(people, late);
        cluster.network().refuse(!broker);
        for (var person : people) {
            devices.add(new Device(person, cluster.left()));
            devices.add(new Device(person, cluster.right()));
        }
        awaitEverybody();

        for (int step = 0; step < STEPS; step++) {
            var device = any(devices);
            act(device, any(roomsOf(device.person)), owner, people);
        }
        var behind = fallBehind();

        answered();
        awaitTruth(devices, owner, true);
        assertThat(fromTheLog(behind.person, owner, true).values()).anySatisfy(shown -> {
            assertThat(shown.unread).isEqualTo(MOST);
            assertThat(shown.mentions).isEqualTo(MOST);
        });
        var comesLate = new Device(late, cluster.right());
        devices.add(comesLate);
        awaitTruth(List.of(comesLate), owner, false);
    }

    private void openRooms(List<Person> people, Person late) {
        var owner = people.get(0);
        for (int i = 0; i < ROOMS; i++) {
            long room = owner.createRoom("unread-" + System.nanoTime(), "PUBLIC");
            people.stream().skip(1).forEach(person -> person.join(room));
            late.join(room);
            publicRooms.add(room);
            membersOf.put(room, people);
        }
        // They share rooms, so that none of them is asked first.
        openDirect(people.subList(0, 2));
        openDirect(people.subList(1, 4));
    }

    private void openDirect(List<Person> members) {
        var opener = members.get(0);
        var others = members.stream().skip(1).map(Person::username).toList();
        long room = opener.post("/api/direct", Map.of("usernames", others))
                .body()
                .path("id")
                .asLong();
        var said = opener.post("/api/rooms/" + room + "/messages", Map.of("clientId", "first", "body", "hello"));
        assertThat(said.status()).as("%s", said).isEqualTo(201);
        posted.put(room, 1);
        membersOf.put(room, members);
    }

    private void awaitEverybody() {
        var presence = "/app/rooms/" + publicRooms.get(0) + "/presence";
        Awaitility.await()
                .atMost(REST)
                .until(() -> devices.get(0)
                                .connection
                                .ask(presence)
                                .at("/counts/online")
                                .asInt()
                        == PEOPLE);
    }

    private void awaitTruth(List<Device> some, Person owner, boolean wereHere) {
        Awaitility.await()
                .atMost(REST)
                .untilAsserted(() -> assertThat(some)
                        .allSatisfy(device ->
                                assertThat(device.shown()).isEqualTo(fromTheLog(device.person, owner, wereHere))));
    }

    private List<Long> roomsOf(Person person) {
        return membersOf.entrySet().stream()
                .filter(room -> room.getValue().contains(person))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void act(Device device, long room, Person owner, List<Person> people) {
        var choice = random.nextInt(100);
        if (choice < 35) {
            device.post(room, words(people));
        } else if (choice < 38) {
            for (int i = 0; i < BURST; i++) {
                device.post(room, words(people));
            }
        } else if (choice < 48) {
            device.change(room, "edit", Map.of("body", words(people), "rev", 1_000_000));
        } else if (choice < 55) {
            device.change(room, "delete", Map.of());
        } else if (choice < 72) {
            device.send(room, "read", Map.of("seq", random.nextInt(head(room) + 2)));
        } else if (choice < 80) {
            device.send(room, "read", Map.of("seq", random.nextInt(head(room) + 1), "unread", true));
        } else if (choice < 82) {
            device.person.post("/api/rooms/read", Map.of());
        } else if (choice < 90) {
            device.attend(room);
        } else if (choice < 96) {
            device.reconnect();
        } else if (device.person != owner && publicRooms.contains(room)) {
            // Whatever is on its way there would be refused.
            answered();
            device.person.delete("/api/rooms/" + room + "/members/me");
            device.person.join(room);
        }
    }

    /** More is said to somebody than is counted, and the others have about as much left as that. */
    private Device fallBehind() {
        var behind = any(devices);
        long room = any(roomsOf(behind.person));
        var others = devices.stream()
                .filter(device -> device.person != behind.person)
                .filter(device -> roomsOf(device.person).contains(room))
                .toList();
        var speaker = any(others);
        for (int i = 0; i <= MOST; i++) {
            speaker.post(room, "@here " + i);
        }
        behind.send(room, "read", Map.of("seq", 0, "unread", true));
        others.forEach(other ->
                other.send(room, "read", Map.of("seq", head(room) - MOST + random.nextInt(-2, 3), "unread", true)));
        return behind;
    }

    private void answered() {
        CompletableFuture.allOf(unanswered.toArray(CompletableFuture[]::new)).join();
    }

    /** Names, calls, and what only looks like them. */
    private String words(List<Person> people) {
        var name = any(people).username();
        return any(List.of(
                "nothing",
                "@" + name + " hello",
                "hello @" + name + ", and @" + any(people).username() + ".",
                "`@" + name + "` is code",
                "write to x@" + name,
                "@here now",
                "`@here`",
                "@room please",
                "`@room`"));
    }

    private int head(long room) {
        return posted.getOrDefault(room, 0);
    }

    /** Recomputed from nothing but the messages, the cursor and what the reader wants to be told. */
    private Map<Long, Shown> fromTheLog(Person reader, Person owner, boolean wasHere) {
        var shown = new TreeMap<Long, Shown>();
        log.sql(
                        "select room, last_read_seq, attention, quiet_until from membership where account = ? and left_at is null")
                .param(reader.id())
                .query(row -> {
                    var until = row.getObject("quiet_until", OffsetDateTime.class);
                    var attention = new Attention(
                            Level.valueOf(row.getString("attention")), until == null ? null : until.toInstant());
                    shown.put(
                            row.getLong("room"),
                            new Shown(row.getLong("last_read_seq"), 0, 0, attention.at(Instant.now())));
                });
        log.sql("select room, seq, author, body from message where deleted_at is null and author <> ? order by id")
                .param(reader.id())
                .query(row -> {
                    long room = row.getLong("room");
                    var read = shown.get(room);
                    if (read != null && row.getLong("seq") > read.lastRead) {
                        var body = CODE.matcher(row.getString("body")).replaceAll("");
                        var mentions = Pattern.compile("(^| )@" + Pattern.quote(reader.username()) + "\\b(?!-)")
                                        .matcher(body)
                                        .find()
                                || body.contains("@here") && wasHere
                                || body.contains("@room")
                                        && publicRooms.contains(room)
                                        && row.getLong("author") == owner.id();
                        shown.put(room, read.andOne(mentions));
                    }
                });
        return shown;
    }

    private int port(int person) {
        return person % 2 == 0 ? cluster.left() : cluster.right();
    }

    private <T> T any(List<T> list) {
        return requireNonNull(list.get(random.nextInt(list.size())));
    }

    /** What a device shows of a room. */
    private record Shown(long lastRead, int unread, int mentions, Attention attention) {

        Shown andOne(boolean mentioning) {
            return new Shown(
                    lastRead, Math.min(MOST, unread + 1), Math.min(MOST, mentions + (mentioning ? 1 : 0)), attention);
        }

        /** A mute may have ended since it was told. */
        Shown now() {
            return new Shown(lastRead, unread, mentions, attention.at(Instant.now()));
        }
    }

    /** A client as docs/protocol.md wants it: sync, and then what the heads tell. */
    private final class Device {

        private final Person person;
        private final int port;
        private final Map<Long, Shown> rooms = new HashMap<>();
        private StompUser connection;
        private StompUser.Inbox heads;

        @SuppressWarnings("NullAway.Init")
        Device(Person person, int port) {
            this.person = person;
            this.port = port;
            connect();
        }

        private void connect() {
            connection = StompUser.connect(port, person.token());
            heads = connection.subscribe("/user/queue/heads");
            sync();
        }

        void reconnect() {
            answered();
            connection.vanish();
            connect();
        }

        private void sync() {
            rooms.clear();
            for (var entry : connection.ask("/app/sync").path("rooms")) {
                rooms.put(entry.path("room").path("id").asLong(), of(entry));
            }
        }

        void post(long room, String body) {
            posted.merge(room, 1, Integer::sum);
            send(room, "post", Map.of("clientId", "c" + sent++, "body", body));
        }

        /** Wants to be told more of a room, or less, or nothing for a while that may be over soon. */
        void attend(long room) {
            var attention = new HashMap<String, Object>();
            attention.put("level", any(List.of(Level.values())));
            var until = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            attention.put(
                    "mutedUntil",
                    switch (random.nextInt(3)) {
                        case 0 -> until.plusSeconds(2);
                        case 1 -> until.plusSeconds(3600);
                        default -> null;
                    });
            var answer = person.put("/api/rooms/" + room + "/members/me/level", attention);
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        }

        void send(long room, String verb, Map<String, ?> body) {
            unanswered.add(connection.sendUnanswered("/app/rooms/" + room + "/" + verb, body));
        }

        /** Edits or deletes a message of one's own, if there is one. */
        void change(long room, String verb, Map<String, ?> change) {
            var mine = log.sql(
                            "select id from message where room = ? and author = ? and deleted_at is null order by id")
                    .params(room, person.id())
                    .query(Long.class)
                    .list();
            var chosen = random.nextInt(1000);
            if (!mine.isEmpty()) {
                var body = new HashMap<String, Object>(change);
                body.put("clientId", "c" + sent++);
                body.put("message", requireNonNull(mine.get(chosen % mine.size())));
                // One after the other: a message that is gone is not edited.
                connection.send("/app/rooms/" + room + "/" + verb, body);
            }
        }

        Map<Long, Shown> shown() {
            var unknown = false;
            for (var frame : heads.drain()) {
                for (var entry : frame.path("rooms")) {
                    var room = entry.path("room").asLong();
                    if (entry.has("left")) {
                        rooms.remove(room);
                    } else {
                        unknown |= !rooms.containsKey(room);
                        rooms.put(room, of(entry));
                    }
                }
            }
            if (unknown) {
                sync();
            }
            var shown = new TreeMap<Long, Shown>();
            rooms.forEach((room, told) -> shown.put(room, told.now()));
            return shown;
        }

        private Shown of(JsonNode entry) {
            var until = entry.path("mutedUntil").asString("");
            return new Shown(
                    entry.path("lastRead").asLong(),
                    entry.path("unread").asInt(),
                    entry.path("mentions").asInt(),
                    new Attention(
                            Level.valueOf(entry.path("level").asString()),
                            until.isEmpty() ? null : Instant.parse(until)));
        }
    }
}

package io.confab;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.confab.People.Answer;
import io.confab.People.Person;
import io.confab.account.AccountId;
import io.confab.message.Draft;
import io.confab.message.PostingRule;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

import static io.confab.People.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

/** What is said at a time, at a real server. */
@ServerTest
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:schedules;DB_CLOSE_DELAY=-1",
            "confab.schedules.poll=50ms",
            "confab.schedules.shortest=1s",
            "confab.schedules.per-account=3",
            "confab.schedules.tries=3"
        })
class ScheduleTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Trouble trouble;

    @Autowired
    @Qualifier("scheduleRunner")
    SmartLifecycle runner;

    Person ada;
    Person bob;
    long room;

    @BeforeEach
    void people() {
        var people = new People(port);
        ada = people.register("ada");
        bob = people.register("bob");
        room = ada.createRoom("schedule-" + UUID.randomUUID(), "PUBLIC");
        bob.join(room);
    }

    /** Refuses whatever is said, for a reason and as often as it counts. */
    static class Trouble implements PostingRule {

        private final AtomicReference<@Nullable ErrorCode> reason = new AtomicReference<>();
        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean broken;

        @Override
        public void check(RoomId room, AccountId author, Draft draft) {
            var code = reason.get();
            if (broken) {
                refused.incrementAndGet();
                throw new IllegalStateException("There is a bug.");
            }
            if (code != null) {
                refused.incrementAndGet();
                throw code.because("There is trouble.");
            }
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class TroubleConfiguration {

        @Bean
        Trouble trouble() {
            return new Trouble();
        }
    }

    private static Map<String, Object> soon() {
        return Map.of("at", Instant.now().plusSeconds(1).toString());
    }

    private static Map<String, Object> everySecond() {
        return Map.of("every", 1, "start", Instant.now().toString());
    }

    private Answer say(Person who, String body, Map<String, Object> when) {
        return who.post("/api/schedules", Map.of("room", room, "body", body, "when", when));
    }

    @Test
    void whatIsDueIsSaidByAServerThatWasStoppedAndGoesOn() {
        runner.stop();
        try {
            say(ada, "after the pause", soon());
        } finally {
            runner.start();
        }
        Awaitility.await().atMost(SOON).until(() -> count("after the pause") == 1);
    }

    private JsonNode only(Person who) {
        return who.get("/api/schedules").body().path("schedules").path(0);
    }

    private long count(String body) {
        return jdbc.sql("select count(*) from message where room = ? and body = ?")
                .params(room, body)
                .query(Long.class)
                .single();
    }

    @Test
    void isSaidAtItsTimeByItsOwnerAndIsOver() {
        try (var listener = StompUser.connect(port, bob.token())) {
            var log = listener.subscribe("/topic/rooms/" + room);
            var made = say(ada, "stand-up in five minutes", soon());
            assertThat(made.status()).isEqualTo(201);
            var due = Instant.parse(made.body().path("nextAt").asString());

            var message = log.next("message.posted").path("message");
            assertThat(message.path("body").asString()).isEqualTo("stand-up in five minutes");
            assertThat(message.path("author").path("id").asLong()).isEqualTo(ada.id());
            assertThat(Instant.parse(message.path("createdAt").asString())).isAfterOrEqualTo(due);
            Awaitility.await().atMost(SOON).until(() -> only(ada).has("lastAt"));
            assertThat(only(ada).has("nextAt")).isFalse();
        }
    }

    @Test
    void isSaidAgainAndAgainUntilItIsPausedAndThenNot() {
        long id = say(ada, "tick", everySecond()).body().path("id").asLong();
        Awaitility.await().atMost(SOON).until(() -> count("tick") >= 2);
        Awaitility.await()
                .atMost(SOON)
                .until(() ->
                        ada.post("/api/schedules/" + id + "/pause", Map.of()).status() == 200);
        long said = count("tick");
        assertThat(only(ada).has("nextAt")).isFalse();
        assertThat(only(ada).has("pausedAt")).isTrue();
        assertThat(tasks(id)).isZero();
        assertThat(count("tick")).isEqualTo(said);

        assertThat(ada.post("/api/schedules/" + id + "/resume", Map.of()).body().has("nextAt"))
                .isTrue();
        Awaitility.await().atMost(SOON).until(() -> count("tick") > said);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> ada.delete("/api/schedules/" + id).status() == 204);
        assertThat(ada.get("/api/schedules").body().path("schedules").isEmpty()).isTrue();
    }

    @Test
    void aPrivateMessageAndAnAnnouncementAreSaidToo() {
        jdbc.sql("update account set role = 'MODERATOR' where id = ?")
                .param(ada.id())
                .update();
        try (var listener = StompUser.connect(port, bob.token())) {
            var direct = listener.subscribe("/user/queue/direct");
            var all = listener.subscribe("/topic/announcements");
            ada.post("/api/schedules", Map.of("account", bob.username(), "body", "psst", "when", soon()));
            ada.post("/api/schedules", Map.of("everybody", true, "body", "lunch", "when", soon()));

            assertThat(direct.next("message.posted").at("/message/body").asString())
                    .isEqualTo("psst");
            assertThat(all.next().path("body").asString()).isEqualTo("lunch");
        }
    }

    @Test
    void aTokenSpeaksToEverybodyOnlyIfItMayAnnounce() {
        jdbc.sql("update account set role = 'MODERATOR' where id = ?")
                .param(ada.id())
                .update();
        var writing = ada.with("read", "write");
        var announcing = ada.with("read", "write", "push:announcements");
        var later = Map.of("at", "2030-01-01T00:00:00Z");
        var all = Map.of("everybody", true, "body", "lunch", "when", later);
        var here = Map.of("room", room, "body", "lunch", "when", later);

        assertRefused(writing.post("/api/schedules", all), 403, "forbidden");
        var made = announcing.post("/api/schedules", all);
        assertThat(made.status()).isEqualTo(201);
        var path = "/api/schedules/" + made.body().path("id").asLong();
        assertRefused(writing.put(path, all), 403, "forbidden");
        assertRefused(writing.put(path, here), 403, "forbidden");
        assertRefused(writing.post(path + "/pause", Map.of()), 403, "forbidden");
        assertRefused(writing.delete(path), 403, "forbidden");
        assertThat(announcing.put(path, all).status()).isEqualTo(200);

        var mine = "/api/schedules/"
                + writing.post("/api/schedules", here).body().path("id").asLong();
        assertRefused(writing.put(mine, all), 403, "forbidden");
        assertThat(writing.put(mine, here).status()).isEqualTo(200);
        assertThat(ada.put(mine, all).status()).isEqualTo(200);
    }

    @Test
    void whoMayNotSayItWhenItIsDueDoesNot() {
        say(bob, "let me speak", soon());
        ada.post(
                "/api/moderation/sanctions",
                Map.of("account", bob.username(), "kind", "MUTE", "room", room, "reason", "noise"));
        Awaitility.await().atMost(SOON).until(() -> only(bob).has("lastError"));
        assertThat(only(bob).path("lastError").asString()).isEqualTo("muted");
        assertThat(count("let me speak")).isZero();
    }

    private void disable(Person person) {
        jdbc.sql("update account set disabled_at = now() where id = ?")
                .param(person.id())
                .update();
    }

    private String lastError(Person owner) {
        return jdbc.sql("select coalesce(last_error, '') from schedule where owner = ?")
                .param(owner.id())
                .query(String.class)
                .single();
    }

    @Test
    void nobodySpeaksWhoseAccountIsDisabled() {
        say(bob, "from nobody", soon());
        disable(bob);
        Awaitility.await().atMost(SOON).until(() -> lastError(bob).equals("not-found"));
        assertThat(count("from nobody")).isZero();
    }

    @Test
    void noBotSpeaksWhoseOwnersAccountIsDisabled() {
        var bot = bob.bot("bot");
        bot.join(room);
        say(bot, "from nobody's bot", soon());
        disable(bob);
        Awaitility.await().atMost(SOON).until(() -> lastError(bot).equals("not-found"));
        assertThat(count("from nobody's bot")).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY", "UNAVAILABLE", "INTERNAL"})
    void whatIsRefusedForAReasonThatPassesStaysDueAndIsSaidOnce(ErrorCode reason) {
        var made = say(ada, "in spite of it", soon()).body();
        trouble.refused.set(0);
        trouble.reason.set(reason);
        try {
            Awaitility.await().atMost(SOON).until(() -> trouble.refused.get() >= 2);
            assertThat(only(ada).path("nextAt")).isEqualTo(made.path("nextAt"));
            assertThat(only(ada).has("lastError")).isFalse();
        } finally {
            trouble.reason.set(null);
        }
        Awaitility.await().atMost(SOON).until(() -> only(ada).has("lastAt"));
        assertThat(only(ada).path("lastAt")).isEqualTo(made.path("nextAt"));
        assertThat(only(ada).has("lastError")).isFalse();
        assertThat(only(ada).has("nextAt")).isFalse();
        assertThat(count("in spite of it")).isEqualTo(1);
    }

    /** Its owner's only one is given up, after as many tries as are configured and no more. */
    private JsonNode givenUp() {
        trouble.refused.set(0);
        trouble.broken = true;
        try {
            Awaitility.await().atMost(SOON).until(() -> only(ada).has("failedAt"));
            assertThat(trouble.refused).hasValue(3);
        } finally {
            trouble.broken = false;
        }
        var failed = only(ada);
        assertThat(failed.path("lastError").asString()).isEqualTo("internal");
        assertThat(failed.has("nextAt")).isFalse();
        assertThat(tasks(failed.path("id").asLong())).isZero();
        return failed;
    }

    private long tasks(long id) {
        return jdbc.sql("select count(*) from scheduled_task where task_instance = ?")
                .param(Long.toString(id))
                .query(Long.class)
                .single();
    }

    @Test
    void whatMeetsAFaultEachTimeIsGivenUpAndSaidWhenItsOwnerWants() {
        var due = say(ada, "if it can be said", soon()).body().path("nextAt");
        var failed = givenUp();
        assertThat(failed.path("lastAt")).isEqualTo(due);
        assertThat(count("if it can be said")).isZero();

        var resumed = ada.post("/api/schedules/" + failed.path("id").asLong() + "/resume", Map.of())
                .body();
        assertThat(resumed.has("failedAt")).isFalse();
        assertThat(resumed.path("nextAt")).isEqualTo(due);
        Awaitility.await().atMost(SOON).until(() -> count("if it can be said") == 1);
        Awaitility.await().atMost(SOON).until(() -> !only(ada).has("lastError"));
        assertThat(only(ada).path("lastAt")).isEqualTo(due);
        assertThat(only(ada).has("nextAt")).isFalse();
    }

    /** The fault may have come after the commit. */
    @Test
    void whatWasSaidBeforeItWasGivenUpIsNotSaidTwice() {
        var due =
                Instant.parse(say(ada, "in doubt", soon()).body().path("nextAt").asString());
        long id = givenUp().path("id").asLong();
        ada.post(
                "/api/rooms/" + room + "/messages",
                Map.of("clientId", "schedule-" + id + "-" + due.toEpochMilli(), "body", "in doubt"));
        ada.post("/api/schedules/" + id + "/resume", Map.of());
        Awaitility.await().atMost(SOON).until(() -> !only(ada).has("lastError"));
        assertThat(count("in doubt")).isEqualTo(1);
    }

    @Test
    void whatWasGivenUpGoesOnWithTheNextTimeIfItIsPausedFirst() {
        hourly("hourly", Instant.now(), "SEND");
        dueSince(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                only(ada).path("id").asLong());
        var failed = givenUp();
        var path = "/api/schedules/" + failed.path("id").asLong();
        assertThat(ada.post(path + "/pause", Map.of()).body().has("failedAt")).isFalse();
        ada.post(path + "/resume", Map.of());
        assertThat(Instant.parse(only(ada).path("nextAt").asString())).isAfter(Instant.now());
        assertThat(count("hourly")).isZero();
    }

    /** What the server is not up to now is not the fault of what is to be said, however long it takes. */
    @Test
    void whatIsBusyIsNotGivenUp() {
        say(ada, "when there is time", soon());
        trouble.refused.set(0);
        trouble.reason.set(ErrorCode.BUSY);
        try {
            Awaitility.await().atMost(SOON).until(() -> trouble.refused.get() > 3);
            assertThat(only(ada).has("failedAt")).isFalse();
        } finally {
            trouble.reason.set(null);
        }
        Awaitility.await().atMost(SOON).until(() -> count("when there is time") == 1);
    }

    @Test
    void whatWasCommittedAlthoughItWasRefusedIsNotSaidTwice() {
        trouble.refused.set(0);
        trouble.reason.set(ErrorCode.UNAVAILABLE);
        try {
            var made = say(ada, "maybe", soon()).body();
            Awaitility.await().atMost(SOON).until(() -> trouble.refused.get() > 0);
            trouble.reason.set(null);
            var due = Instant.parse(made.path("nextAt").asString());
            var occurrence = "schedule-" + made.path("id").asLong() + "-" + due.toEpochMilli();
            // As it is when it is in doubt whether a commit came about.
            ada.post("/api/rooms/" + room + "/messages", Map.of("clientId", occurrence, "body", "maybe"));
        } finally {
            trouble.reason.set(null);
        }
        Awaitility.await().atMost(SOON).until(() -> only(ada).has("lastAt"));
        assertThat(only(ada).has("lastError")).isFalse();
        assertThat(count("maybe")).isEqualTo(1);
    }

    private long hourly(String body, Instant start, String missed) {
        return ada.post(
                        "/api/schedules",
                        Map.of(
                                "room",
                                room,
                                "body",
                                body,
                                "when",
                                Map.of("every", 3600, "start", start.toString()),
                                "missed",
                                missed))
                .body()
                .path("id")
                .asLong();
    }

    /** As it is when the server was stopped since then. */
    private void dueSince(Instant then, long id) {
        jdbc.sql("update schedule set next_at = ? where id = ?")
                .params(then.atOffset(ZoneOffset.UTC), id)
                .update();
        jdbc.sql("update scheduled_task set execution_time = ? where task_instance = ?")
                .params(then.atOffset(ZoneOffset.UTC), Long.toString(id))
                .update();
    }

    private void awaitFuture() {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> Instant.parse(only(ada).path("nextAt").asString()).isAfter(Instant.now()));
    }

    @Test
    void whatWasMissedIsSaidOnceOrNotAtAll() {
        var longAgo = Instant.now().minus(Duration.ofHours(2)).minusSeconds(90);
        for (var missed : List.of("SEND", "SKIP")) {
            var body = "hourly " + missed;
            dueSince(longAgo, hourly(body, longAgo, missed));
            awaitFuture();
            assertThat(count(body)).isEqualTo(missed.equals("SEND") ? 1 : 0);
            assertThat(only(ada).path("lastError").asString("")).isEqualTo(missed.equals("SEND") ? "" : "missed");
        }
    }

    @Test
    void whatIsDueForLessThanWhatWasMissedIsSaidAllTheSame() {
        var longAgo = Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(Duration.ofHours(2))
                .minusSeconds(30);
        for (var missed : List.of("SEND", "SKIP")) {
            var body = "just due " + missed;
            dueSince(longAgo, hourly(body, longAgo, missed));
            awaitFuture();
            assertThat(count(body)).isEqualTo(missed.equals("SEND") ? 2 : 1);
            assertThat(Instant.parse(only(ada).path("lastAt").asString())).isEqualTo(longAgo.plus(Duration.ofHours(2)));
        }
    }

    @Test
    void aClockThatIsSetBackRepeatsNothingAndLeavesNothingOut() {
        var made = say(ada, "set back", everySecond()).body();
        long id = made.path("id").asLong();
        var first = Instant.parse(made.path("nextAt").asString());
        Awaitility.await().atMost(SOON).until(() -> count("set back") > 2);
        runner.stop();
        try {
            // Seen from a clock that was set back by two seconds, what was said last is due again.
            jdbc.sql("update schedule set next_at = dateadd(second, -2, next_at) where id = ?")
                    .param(id)
                    .update();
            jdbc.sql("update scheduled_task set execution_time = dateadd(second, -2, execution_time)"
                            + " where task_instance = ?")
                    .param(Long.toString(id))
                    .update();
        } finally {
            runner.start();
        }
        long before = count("set back");
        Awaitility.await().atMost(SOON).until(() -> count("set back") > before + 1);
        runner.stop();
        try {
            var last = Instant.parse(only(ada).path("lastAt").asString());
            assertThat(count("set back"))
                    .isEqualTo(Duration.between(first, last).toSeconds() + 1);
        } finally {
            runner.start();
        }
        assertThat(ada.delete("/api/schedules/" + id).status()).isEqualTo(204);
    }

    @Test
    void whatIsOverLeavesRoomForAnother() {
        for (int i = 0; i < 3; i++) {
            say(ada, "once " + i, soon());
        }
        var later = Map.<String, Object>of("at", "2030-01-01T00:00:00Z");
        assertRefused(say(ada, "one too many", later), 400, "invalid");
        Awaitility.await()
                .atMost(SOON)
                .until(() -> ada.get("/api/schedules")
                        .body()
                        .path("schedules")
                        .findValues("nextAt")
                        .isEmpty());
        var over = "/api/schedules/" + only(ada).path("id").asLong();
        for (int i = 0; i < 3; i++) {
            assertThat(say(ada, "later " + i, later).status()).isEqualTo(201);
        }
        assertRefused(ada.put(over, Map.of("room", room, "body", "again", "when", later)), 400, "invalid");
        assertRefused(ada.post(over + "/pause", Map.of()), 400, "invalid");
    }

    @Test
    void theNameOfARoomIsShownOnlyToWhoMayReadIt() {
        long secret = ada.createRoom("secret-" + UUID.randomUUID(), "PRIVATE");
        ada.post("/api/rooms/" + secret + "/invitations", Map.of("username", bob.username()));
        bob.join(secret);
        bob.post("/api/schedules", Map.of("room", secret, "body", "x", "when", Map.of("at", "2030-01-01T00:00:00Z")));
        assertThat(only(bob).at("/room/name").asString()).startsWith("secret-");

        assertThat(ada.delete("/api/rooms/" + secret + "/members/" + bob.id()).status())
                .isLessThan(300);
        assertThat(only(bob).at("/room/id").asLong()).isEqualTo(secret);
        assertThat(only(bob).at("/room").has("name")).isFalse();
    }

    @Test
    void itIsItsOwnersAlone() {
        long id = say(ada, "mine", Map.of("at", "2030-01-01T00:00:00Z"))
                .body()
                .path("id")
                .asLong();
        assertRefused(bob.delete("/api/schedules/" + id), 404, "not-found");
        assertRefused(bob.post("/api/schedules/" + id + "/pause", Map.of()), 404, "not-found");
        assertThat(bob.get("/api/schedules").body().path("schedules").isEmpty()).isTrue();
        var changed = ada.put(
                "/api/schedules/" + id,
                Map.of(
                        "room",
                        room,
                        "body",
                        "still mine",
                        "when",
                        Map.of("cron", "0 9 * * MON", "zone", "Asia/Shanghai")));
        assertThat(changed.body().path("body").asString()).isEqualTo("still mine");
        assertThat(Instant.parse(changed.body().path("nextAt").asString())
                        .atOffset(ZoneOffset.UTC)
                        .getHour())
                .isEqualTo(1);
    }

    @Test
    void aPreviewShowsTheNextFiveTimes() {
        var times = ada.post(
                        "/api/schedules/preview",
                        Map.of("cron", "30 8 * * *", "zone", "UTC", "start", "2030-01-01T00:00:00Z"))
                .body()
                .path("times");
        assertThat(times.size()).isEqualTo(5);
        assertThat(times.path(0).asString()).isEqualTo("2030-01-01T08:30:00Z");
        assertThat(times.path(4).asString()).isEqualTo("2030-01-05T08:30:00Z");
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingIsKept() {
        var later = Map.<String, Object>of("at", "2030-01-01T00:00:00Z");
        assertRefused(say(ada, "", later), 400, "invalid");
        assertRefused(say(ada, "x", Map.of("at", "2020-01-01T00:00:00Z")), 400, "invalid");
        assertRefused(say(ada, "x", Map.of("cron", "every day")), 400, "invalid");
        assertRefused(say(ada, "x", Map.of("cron", "0 9 * * *", "zone", "Middle/Earth")), 400, "invalid");
        assertRefused(ada.post("/api/schedules", Map.of("body", "x", "when", later)), 400, "invalid");
        assertRefused(
                ada.post("/api/schedules", Map.of("everybody", true, "body", "x", "when", later)), 403, "forbidden");
        assertRefused(
                ada.post("/api/schedules", Map.of("account", "nobody-at-all", "body", "x", "when", later)),
                404,
                "not-found");
        var stranger = new People(port).register("stranger");
        assertThat(say(stranger, "x", later).status()).isEqualTo(403);
        assertThat(ada.get("/api/schedules").body().path("schedules").isEmpty()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(say(ada, "x" + i, later).status()).isEqualTo(201);
        }
        assertRefused(say(ada, "one too many", later), 400, "invalid");
    }
}

package io.confab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.confab.People.Answer;
import io.confab.People.Person;
import io.confab.stomp.StompUser;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what to whom, as two tables: over HTTP and over STOMP, in a room and on the whole server. What is forbidden
 * changes nothing and is in the audit log.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTests {

    /** The columns: administrator, moderator of the server, owner, moderator of the room, member, stranger. */
    private static final List<String> ROLES = List.of("root", "warden", "owner", "mod", "member", "stranger");

    /*
     * What each of them may do to somebody who is a plain member of the room and of the server, and to the room. A read
     * that is refused is no act, and in no log. What was appealed against here was decided by the moderator of the room,
     * and on the server by that of the server: somebody else answers.
     */
    private static final String ACTS = """
            act                  root warden owner mod member stranger
            mute-here            yes  yes    yes   yes no     no
            read-only-here       yes  yes    yes   yes no     no
            kick-here            yes  yes    yes   yes no     no
            ban-here             yes  yes    yes   yes no     no
            mute-everywhere      yes  yes    no    no  no     no
            read-only-everywhere yes  yes    no    no  no     no
            kick-everywhere      yes  yes    no    no  no     no
            ban-everywhere       yes  yes    no    no  no     no
            lift-here            yes  yes    yes   yes no     no
            lift-owners-here     yes  yes    yes   no  no     no
            lift-wardens-here    yes  yes    no    no  no     no
            lift-roots-here      yes  no     no    no  no     no
            lift-everywhere      yes  yes    no    no  no     no
            lift-roots           yes  no     no    no  no     no
            replace-here         yes  yes    yes   yes no     no
            replace-owners-here  yes  yes    yes   no  no     no
            replace-wardens-here yes  yes    no    no  no     no
            replace-roots-here   yes  no     no    no  no     no
            replace-everywhere   yes  yes    no    no  no     no
            replace-roots        yes  no     no    no  no     no
            ban-whom-root-muted  yes  yes    yes   yes no     no
            lift-of-disabled     yes  yes    yes   yes no     no
            lift-of-demoted      yes  yes    yes   yes no     no
            answer-roots-here    no   yes    yes   yes no     no
            slash-mute           yes  yes    yes   yes no     no
            slash-unmute         yes  yes    yes   yes no     no
            slash-unmute-roots   yes  no     no    no  no     no
            answer-here          yes  yes    yes   no  no     no
            answer-everywhere    yes  no     no    no  no     no
            purge-here           yes  yes    yes   yes no     no
            purge-everywhere     yes  yes    no    no  no     no
            undo-purge           yes  yes    yes   yes no     no
            delete-by-http       yes  yes    yes   yes no     no
            delete-by-stomp      yes  yes    yes   yes no     no
            pin-by-stomp         yes  yes    yes   yes no     no
            lock                 yes  yes    yes   yes no     no
            announcements-only   yes  yes    yes   yes no     no
            slow                 yes  yes    yes   yes no     no
            set-topic            yes  yes    yes   yes no     no
            archive              yes  yes    yes   no  no     no
            disconnect           yes  yes    no    no  no     no
            make-moderator       yes  no     no    no  no     no
            disable              yes  no     no    no  no     no
            rename               yes  no     no    no  no     no
            reset-password       yes  no     no    no  no     no
            sign-out             yes  no     no    no  no     no
            ban-network          yes  no     no    no  no     no
            change-setting       yes  no     no    no  no     no
            create-invite        yes  no     no    no  no     no
            withdraw-invite      yes  no     no    no  no     no
            """;

    private static final String READS = """
            read                 root warden owner mod member stranger
            accounts             yes  no     no    no  no     no
            rooms                yes  no     no    no  no     no
            settings             yes  no     no    no  no     no
            networks             yes  no     no    no  no     no
            sessions             yes  yes    no    no  no     no
            audit                yes  yes    no    no  no     no
            cases                yes  yes    no    no  no     no
            cases-here           yes  yes    yes   yes no     no
            sanctions            yes  yes    no    no  no     no
            sanctions-here       yes  yes    yes   yes no     no
            removed              yes  yes    yes   yes no     no
            topic-figures        yes  yes    no    no  no     no
            topic-cases          yes  yes    no    no  no     no
            topic-sanctions      yes  yes    no    no  no     no
            topic-here           yes  yes    yes   yes no     no
            """;

    /** What is to be done with a case, which does not exist for others: they do not even learn that they may not. */
    private static final String CASES = """
            act                  root warden owner mod member stranger
            take                 yes  yes    yes   yes no     no
            close                yes  yes    yes   yes no     no
            """;

    /*
     * The columns are whom it is done to. Nobody does it to themselves, their equals or upwards; but what was said in a
     * room is for those who keep it tidy to take away, whoever said it.
     */
    private static final String RANKS = """
            act by            root warden owner mod member
            mute-here root        no   yes    yes   yes yes
            mute-here warden      no   no     yes   yes yes
            mute-here owner       no   no     no    yes yes
            mute-here mod         no   no     no    no  yes
            mute-here member      no   no     no    no  no
            mute-everywhere root   no   yes    yes   yes yes
            mute-everywhere warden no   no     yes   yes yes
            mute-everywhere owner  no   no     no    no  no
            read-only-everywhere root   no yes yes   yes yes
            read-only-everywhere warden no no  yes   yes yes
            kick-everywhere root   no   yes    yes   yes yes
            kick-everywhere warden no   no     yes   yes yes
            ban-everywhere root    no   yes    yes   yes yes
            ban-everywhere warden  no   no     yes   yes yes
            delete-by-stomp warden yes  yes    yes   yes yes
            delete-by-stomp owner  yes  yes    yes   yes yes
            delete-by-stomp mod    yes  yes    yes   yes yes
            purge-here mod         no   no     no    no  yes
            disconnect root        no   yes    yes   yes yes
            disconnect warden      no   no     yes   yes yes
            """;

    private static final AtomicInteger ROOMS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    final Map<String, Person> people = new LinkedHashMap<>();

    @BeforeAll
    void peopleOfEveryRank() {
        var all = new People(port);
        ROLES.forEach(role -> people.put(role, all.register(role)));
        become("root", "ADMINISTRATOR");
        become("warden", "MODERATOR");
    }

    private void become(String who, String role) {
        jdbc.sql("update account set role = ? where id = ?")
                .params(role, person(who).id())
                .update();
    }

    private Person person(String role) {
        return java.util.Objects.requireNonNull(people.get(role));
    }

    /** A room with people of every rank, and somebody in it who said something. */
    private final class Scene implements AutoCloseable {

        final Person by;
        final Person target;
        final long room;
        final String message;
        final StompUser targets;
        String prepared = "";

        Scene(String by, Person target) {
            this.by = person(by);
            this.target = target;
            this.room = person("owner").createRoom("rights-" + ROOMS.incrementAndGet(), "PUBLIC");
            for (var role : List.of("root", "warden", "mod", "member")) {
                person(role).join(room);
            }
            person("owner")
                    .patch("/api/rooms/" + room + "/members/" + person("mod").id(), Map.of("role", "MODERATOR"));
            if (!people.containsValue(target)) {
                target.join(room);
            }
            message = target.post("/api/rooms/" + room + "/messages", Map.of("clientId", "1", "body", "hello"))
                    .body()
                    .path("id")
                    .asString();
            targets = StompUser.connect(port, target.token());
        }

        /** What has to be there before the act. */
        void prepare(String act) {
            prepared = switch (act) {
                case "lift-here", "slash-unmute", "replace-here" -> mutedBy("mod", true);
                case "lift-owners-here", "replace-owners-here" -> mutedBy("owner", true);
                case "lift-wardens-here", "replace-wardens-here" -> mutedBy("warden", true);
                case "lift-roots-here", "replace-roots-here", "slash-unmute-roots", "ban-whom-root-muted" ->
                    mutedBy("root", true);
                case "lift-everywhere", "replace-everywhere" -> mutedBy("warden", false);
                case "lift-roots", "replace-roots" -> mutedBy("root", false);
                case "lift-of-disabled", "lift-of-demoted" -> mutedByWhoIsThen(act.substring("lift-of-".length()));
                case "answer-roots-here" -> appealed(mutedBy("root", true));
                case "answer-here" -> appealed(mutedBy("mod", true));
                case "answer-everywhere" -> appealed(mutedBy("warden", false));
                case "undo-purge" -> id(person("owner").post("/api/moderation/purges", purgeOf(Map.of("room", room))));
                case "withdraw-invite" -> id(person("root").post("/api/invites", Map.of()));
                case "case" -> {
                    person("member").post("/api/reports", Map.of("room", room, "message", message, "category", "SPAM"));
                    yield person("root")
                            .get("/api/moderation/cases?room=" + room)
                            .body()
                            .path("cases")
                            .path(0)
                            .path("id")
                            .asString();
                }
                default -> "";
            };
        }

        /** By an administrator, who is none any more. */
        private String mutedByWhoIsThen(String what) {
            var former = new People(port).register("former");
            jdbc.sql("update account set role = 'ADMINISTRATOR' where id = ?")
                    .param(former.id())
                    .update();
            var sanction = id(former.post("/api/moderation/sanctions", order("MUTE", true)));
            assertThat(person("root")
                            .patch(
                                    "/api/admin/accounts/" + former.username(),
                                    what.equals("disabled") ? Map.of("disabled", true) : Map.of("role", "USER"))
                            .status())
                    .isEqualTo(204);
            return sanction;
        }

        private String mutedBy(String whom, boolean here) {
            return id(person(whom).post("/api/moderation/sanctions", order("MUTE", here)));
        }

        private String appealed(String sanction) {
            target.post("/api/moderation/sanctions/" + sanction + "/appeal", Map.of("text", "It was my cat."));
            return sanction;
        }

        private static String id(Answer answer) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
            return answer.body().path("id").asString();
        }

        boolean attempt(String act) {
            return switch (act) {
                case "lift-here",
                        "lift-owners-here",
                        "lift-wardens-here",
                        "lift-roots-here",
                        "lift-everywhere",
                        "lift-roots",
                        "lift-of-disabled",
                        "lift-of-demoted" -> done(by.delete("/api/moderation/sanctions/" + prepared));
                case "replace-here", "replace-owners-here", "replace-wardens-here", "replace-roots-here" ->
                    sanction("MUTE", true);
                case "replace-everywhere", "replace-roots" -> sanction("MUTE", false);
                case "answer-here", "answer-everywhere", "answer-roots-here" ->
                    done(by.post(
                            "/api/moderation/sanctions/" + prepared + "/answer",
                            Map.of("outcome", "LIFTED", "text", "Cats do that.")));
                case "slash-unmute", "slash-unmute-roots" ->
                    done(by.post("/api/rooms/" + room + "/commands", Map.of("text", "/unmute @" + target.username())));
                case "undo-purge" -> done(by.delete("/api/moderation/purges/" + prepared));
                case "set-topic" -> done(by.patch("/api/rooms/" + room, Map.of("description", "What we do")));
                case "archive" -> done(by.patch("/api/rooms/" + room, Map.of("archived", true)));
                case "create-invite" -> done(by.post("/api/invites", Map.of()));
                case "withdraw-invite" -> done(by.delete("/api/invites/" + prepared));
                case "mute-here" -> sanction("MUTE", true);
                case "read-only-here" -> sanction("READ_ONLY", true);
                case "kick-here" -> sanction("KICK", true);
                case "ban-here", "ban-whom-root-muted" -> sanction("BAN", true);
                case "mute-everywhere" -> sanction("MUTE", false);
                case "read-only-everywhere" -> sanction("READ_ONLY", false);
                case "kick-everywhere" -> sanction("KICK", false);
                case "ban-everywhere" -> sanction("BAN", false);
                case "slash-mute" ->
                    done(by.post(
                            "/api/rooms/" + room + "/commands",
                            Map.of("text", "/mute @" + target.username() + " 10m noise")));
                case "purge-here" -> purge(Map.of("room", room));
                case "purge-everywhere" -> purge(Map.of());
                case "delete-by-http" -> done(by.delete("/api/rooms/" + room + "/messages/" + message));
                case "delete-by-stomp" -> sent("delete", Map.of("clientId", "d", "message", message));
                case "pin-by-stomp" -> sent("pin", Map.of("clientId", "p", "message", message, "action", "ADD"));
                case "lock" -> done(by.patch("/api/rooms/" + room, Map.of("locked", true)));
                case "announcements-only" -> done(by.patch("/api/rooms/" + room, Map.of("announcementsOnly", true)));
                case "slow" -> done(by.patch("/api/rooms/" + room, Map.of("slowSeconds", 30)));
                case "disconnect" -> done(by.delete("/api/admin/sessions/" + session()));
                case "make-moderator" -> done(by.patch(account(), Map.of("role", "MODERATOR")));
                case "disable" -> done(by.patch(account(), Map.of("disabled", true)));
                case "rename" -> done(by.patch(account(), Map.of("displayName", "Somebody else")));
                case "reset-password" -> done(by.post(account() + "/password", Map.of()));
                case "sign-out" -> done(by.delete(account() + "/sign-ins"));
                case "ban-network" ->
                    done(by.post("/api/moderation/address-bans", Map.of("network", "203.0.113.9", "reason", "spam")));
                case "change-setting" ->
                    done(by.put("/api/admin/settings/confab.moderation.undo", Map.of("value", "11m")));
                default -> throw new AssertionError(act);
            };
        }

        boolean read(String what) {
            return switch (what) {
                case "accounts" -> done(by.get("/api/admin/accounts"));
                case "rooms" -> done(by.get("/api/admin/rooms"));
                case "settings" -> done(by.get("/api/admin/settings"));
                case "networks" -> done(by.get("/api/moderation/address-bans"));
                case "sessions" -> done(by.get("/api/admin/sessions"));
                case "audit" -> done(by.get("/api/admin/audit"));
                case "cases" -> done(by.get("/api/moderation/cases"));
                case "cases-here" -> done(by.get("/api/moderation/cases?room=" + room));
                case "sanctions" -> done(by.get("/api/moderation/sanctions"));
                case "sanctions-here" -> done(by.get("/api/moderation/sanctions?room=" + room));
                case "removed" -> {
                    person("owner").delete("/api/rooms/" + room + "/messages/" + message);
                    yield done(by.get("/api/rooms/" + room + "/removed/" + message));
                }
                case "topic-figures", "topic-cases", "topic-sanctions" ->
                    hears("/topic/admin/" + what.substring("topic-".length()));
                case "topic-here" -> hears("/topic/rooms/" + room + "/moderation");
                default -> throw new AssertionError(what);
            };
        }

        /** Whether it was done; if not, there is no such case. */
        boolean decide(String what) {
            var answer = by.post(
                    "/api/moderation/cases/" + prepared + "/" + what,
                    what.equals("close") ? Map.of("outcome", "RESOLVED") : Map.of());
            if (answer.status() < 300) {
                return true;
            }
            People.assertRefused(answer, 404, "not-found");
            return false;
        }

        private boolean sanction(String kind, boolean here) {
            return done(by.post("/api/moderation/sanctions", order(kind, here)));
        }

        private Map<String, Object> order(String kind, boolean here) {
            var order = new LinkedHashMap<String, Object>(
                    Map.of("account", target.username(), "kind", kind, "reason", "noise"));
            if (here) {
                order.put("room", room);
            }
            return order;
        }

        private boolean purge(Map<String, Object> where) {
            return done(by.post("/api/moderation/purges", purgeOf(where)));
        }

        private Map<String, Object> purgeOf(Map<String, Object> where) {
            var order = new LinkedHashMap<String, Object>(where);
            order.putAll(Map.of("account", target.username(), "since", "2020-01-01T00:00:00Z", "reason", "raid"));
            return order;
        }

        private String account() {
            return "/api/admin/accounts/" + target.username();
        }

        private String session() {
            var sessions = new ArrayList<String>();
            Awaitility.await().until(() -> {
                sessions.addAll(jdbc.sql("select cast(id as varchar) from session where account = ?")
                        .param(target.id())
                        .query(String.class)
                        .list());
                return !sessions.isEmpty();
            });
            return sessions.get(0);
        }

        private boolean sent(String command, Map<String, ?> body) {
            try (var user = StompUser.connect(port, by.token())) {
                user.listenForErrors();
                var answered = user.sendUnanswered("/app/rooms/" + room + "/" + command, body);
                var errors = java.util.Objects.requireNonNull(user.errors());
                Awaitility.await().until(() -> answered.isDone() || !errors.isEmpty());
                if (errors.isEmpty()) {
                    return true;
                }
                assertThat(errors.next().path("code").asString()).isEqualTo("forbidden");
                return false;
            }
        }

        private boolean hears(String topic) {
            try (var user = StompUser.connect(port, by.token())) {
                user.listenForErrors();
                var inbox = user.subscribeUnanswered(topic);
                var errors = java.util.Objects.requireNonNull(user.errors());
                // What is sent next is answered after the subscription was judged.
                user.ask("/app/sync");
                boolean refused = !errors.isEmpty();
                if (refused) {
                    assertThat(inbox.isEmpty()).isTrue();
                }
                return !refused;
            }
        }

        private boolean done(Answer answer) {
            if (answer.status() < 300) {
                return true;
            }
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
            assertThat(answer.body().path("code").asString()).isIn("forbidden", "outranked");
            return false;
        }

        /** All that an act could have changed. */
        String state() {
            var rows = new ArrayList<Map<String, Object>>();
            for (var query : List.of(
                    "select role, muted_until, read_only_until, banned_until, left_at from membership where room = "
                            + room + " order by account",
                    "select * from room where id = " + room,
                    "select role, display_name, password, disabled_at, muted_until, read_only_until, banned_until from account"
                            + " where id = " + target.id(),
                    "select body, deleted_at, pinned_at, rev from message where room = " + room,
                    "select count(*), count(lifted_at), count(appeal_outcome) from sanction where account = "
                            + target.id(),
                    "select state from moderation_case where subject = " + target.id(),
                    "select count(*) from invite",
                    "select count(*) from sign_in where account = " + target.id(),
                    "select count(*) from address_ban",
                    "select name, text from setting order by name")) {
                rows.addAll(jdbc.sql(query).query().listOfRows());
            }
            return rows.toString();
        }

        @Override
        public void close() {
            targets.close();
            person("root").delete("/api/admin/settings/confab.moderation.undo");
        }
    }

    private long refusals(Person by) {
        return jdbc.sql("select count(*) from audit where actor = ? and outcome = 'REFUSED'")
                .param(by.id())
                .query(Long.class)
                .single();
    }

    private void expect(Scene scene, String act, boolean allowed) {
        scene.prepare(act);
        var before = scene.state();
        long refusals = refusals(scene.by);
        assertThat(scene.attempt(act)).as(act).isEqualTo(allowed);
        if (allowed) {
            assertThat(refusals(scene.by)).isEqualTo(refusals);
        } else {
            assertThat(scene.state()).isEqualTo(before);
            assertThat(refusals(scene.by)).as("in the audit log").isEqualTo(refusals + 1);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyActIsForThoseOfTheTable() {
        return cells(ACTS)
                .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> {
                    try (var scene = new Scene(cell.column(), new People(port).register("target"))) {
                        expect(scene, cell.row(), cell.allowed());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyReadIsForThoseOfTheTable() {
        return cells(READS)
                .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> {
                    try (var scene = new Scene(cell.column(), new People(port).register("target"))) {
                        assertThat(scene.read(cell.row())).isEqualTo(cell.allowed());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCaseIsForThoseOfTheTable() {
        return cells(CASES)
                .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> {
                    try (var scene = new Scene(cell.column(), new People(port).register("target"))) {
                        scene.prepare("case");
                        var before = scene.state();
                        assertThat(scene.decide(cell.row())).isEqualTo(cell.allowed());
                        assertThat(scene.state().equals(before)).isNotEqualTo(cell.allowed());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> nobodyActsOnTheirEqualsOrUpwards() {
        return cells(RANKS)
                .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> {
                    var words = cell.row().split(" ");
                    try (var scene = new Scene(words[1], person(cell.column()))) {
                        expect(scene, words[0], cell.allowed());
                        person("root").delete("/api/moderation/sanctions/" + standing(scene.target));
                    }
                }));
    }

    /** Acts in a room, by whoever may know of it. */
    private interface InRoom {
        Answer by(Person who, long room);
    }

    @TestFactory
    Stream<DynamicTest> whatIsTriedInARoomThatIsNotThereForThemIsWrittenDownWhetherThereIsOneOrNot() {
        var owner = person("owner");
        var hidden = owner.createRoom("rights-hidden", "PRIVATE");
        var said = owner.post("/api/rooms/" + hidden + "/messages", Map.of("clientId", "1", "body", "hello"))
                .body()
                .path("id")
                .asString();
        var in = "/api/rooms/";
        var acts = new LinkedHashMap<String, InRoom>();
        acts.put(
                "mute",
                (who, room) -> who.post(
                        "/api/moderation/sanctions",
                        Map.of("account", owner.username(), "kind", "MUTE", "room", room, "reason", "noise")));
        acts.put(
                "slash-mute",
                (who, room) ->
                        who.post(in + room + "/commands", Map.of("text", "/mute @" + owner.username() + " noise")));
        acts.put("slash-lock", (who, room) -> who.post(in + room + "/commands", Map.of("text", "/lock")));
        acts.put(
                "purge",
                (who, room) -> who.post(
                        "/api/moderation/purges",
                        Map.of(
                                "account",
                                owner.username(),
                                "room",
                                room,
                                "since",
                                "2020-01-01T00:00:00Z",
                                "until",
                                "2020-01-02T00:00:00Z",
                                "reason",
                                "raid")));
        acts.put("lock", (who, room) -> who.patch(in + room, Map.of("locked", true)));
        acts.put("appoint", (who, room) -> who.patch(in + room + "/members/" + owner.id(), Map.of("role", "MEMBER")));
        acts.put("remove", (who, room) -> who.delete(in + room + "/members/" + owner.id()));
        acts.put("delete", (who, room) -> who.delete(in + room + "/messages/" + said));
        acts.put("hook", (who, room) -> who.post(in + room + "/incoming-webhooks", Map.of("name", "x")));
        acts.put("revoke", (who, room) -> who.delete(in + room + "/incoming-webhooks/1"));
        return Stream.of("root", "warden", "stranger")
                .flatMap(who -> acts.entrySet().stream()
                        .map(act -> DynamicTest.dynamicTest(who + " " + act.getKey(), () -> {
                            var there = tried(person(who), hidden, act.getValue());
                            assertThat(there).isEqualTo(tried(person(who), Long.MAX_VALUE, act.getValue()));
                        })));
    }

    /** What the answer says, and the audit log of it. */
    private String tried(Person who, long room, InRoom act) {
        long refusals = refusals(who);
        var answer = act.by(who, room);
        People.assertRefused(answer, 404, "not-found");
        assertThat(refusals(who)).as("in the audit log").isEqualTo(refusals + 1);
        var entry = jdbc.sql("""
                        select kind, outcome, target, reason, detail from audit where actor = ? and room = ?
                        order by number desc limit 1""").params(who.id(), room).query().singleRow();
        return answer.body().path("detail").asString() + " " + entry;
    }

    private long standing(Person person) {
        return jdbc.sql("select coalesce(max(id), 0) from sanction where account = ? and lifted_at is null")
                .param(person.id())
                .query(Long.class)
                .single();
    }

    private record Cell(String row, String column, boolean allowed) {}

    private static Stream<Cell> cells(String table) {
        var lines = table.lines().map(line -> line.trim().split("\\s+")).toList();
        var heads = lines.get(0);
        return lines.stream().skip(1).flatMap(line -> {
            int columns = Math.min(ROLES.size(), Arrays.asList(heads).contains("stranger") ? 6 : 5);
            var row = String.join(" ", Arrays.copyOf(line, line.length - columns));
            return java.util.stream.IntStream.range(0, columns)
                    .mapToObj(index -> new Cell(
                            row,
                            heads[heads.length - columns + index],
                            line[line.length - columns + index].equals("yes")));
        });
    }
}

package io.confab.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.TestAccounts;
import io.confab.cluster.LostNode;
import io.confab.cluster.Node;
import io.confab.presence.PresenceEvent.PresenceChanged;
import io.confab.presence.PresenceEvent.PresenceOwn;
import io.confab.room.Members;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.shared.TestClock;
import io.confab.stomp.LiveSession;
import io.confab.stomp.RecordingBroadcaster;
import io.confab.stomp.SessionBegan;
import io.confab.stomp.SessionEnded;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
@Import(PresenceTests.Module.class)
class PresenceTests {

    @Test
    void theTableOfSessionsIsPagedInEveryOrder() {
        var begun = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            var session = new LiveSession(
                    UUID.randomUUID(), ada.value(), "sign-in", LiveSession.Transport.WEBSOCKET, "192.0.2." + i, null);
            begun.add(session.id());
            sessions.on(new SessionBegan(session));
        }
        sessions.flush();
        var name = accountNames.view(ada).username();
        for (var sort : SessionTable.Sort.values()) {
            var found = new ArrayList<UUID>();
            @Nullable String after = null;
            do {
                var page = table.page(new SessionTable.Filter(name, null, true), sort, after, 2);
                assertThat(page.total()).isEqualTo(5);
                page.sessions().forEach(row -> found.add(row.id()));
                after = page.next();
            } while (after != null);
            assertThat(found).as(sort.name()).containsExactlyInAnyOrderElementsOf(begun);
        }
        assertThat(table.page(new SessionTable.Filter("192.0.2.3", null, true), SessionTable.Sort.NEWEST, null, 10)
                        .total())
                .isEqualTo(1);
        assertThat(table.page(new SessionTable.Filter("192.0.2.3", null, false), SessionTable.Sort.NEWEST, null, 10)
                        .total())
                .isZero();
        assertThat(table.counts(List.of(ada.value()))).containsEntry(ada.value(), 5);
    }

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan("io.confab.presence")
    @Import(Node.class)
    static class Module {}

    @Autowired
    SessionLedger sessions;

    @Autowired
    SessionSweep sweep;

    @Autowired
    PresenceLedger ledger;

    @Autowired
    PresenceStore store;

    @Autowired
    Announcements announcements;

    @Autowired
    Rosters rosters;

    @Autowired
    WatchLists watchLists;

    @Autowired
    Presences presences;

    @Autowired
    SessionTable table;

    @Autowired
    Accounts accountNames;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    TestAccounts accounts;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    DatabaseTest.Subscribed connected;

    @Autowired
    PresenceSettings settings;

    @Autowired
    Node node;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TestClock clock;

    AccountId ada;
    AccountId bob;
    RoomId room;

    @BeforeEach
    void aRoom() {
        ada = person("ada");
        bob = person("bob");
        room = new RoomId(rooms.create(ada, "room-" + UUID.randomUUID(), RoomKind.PUBLIC, null)
                .id());
        members.join(room, bob);
        connected.add(RoomTopics.presence(room));
        announcements.tell();
        announcements.tell();
        broadcaster.clear();
    }

    private AccountId person(String name) {
        return accounts.person(name + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    @Test
    void whoConnectsIsSeenInTheirRooms() {
        begin(ada);
        announcements.tell();
        assertThat(frames())
                .containsExactly(new PresenceChanged(
                        room.value(), new Counts(1, 0, 0, 0), true, List.of(seen(ada, Presence.ONLINE, null))));
        assertThat(presences.online(List.of(ada, bob))).containsExactly(ada);
    }

    @Test
    void aFrameASecondTellsAllThatChangedInARoomAndNothingIsToldTwice() {
        begin(ada);
        idle(begin(bob), true);
        announcements.tell();
        announcements.tell();
        assertThat(frames()).hasSize(1);
        assertThat(frames().get(0).members())
                .containsExactlyInAnyOrder(seen(ada, Presence.ONLINE, null), seen(bob, Presence.AWAY, null));
        assertThat(frames().get(0).counts()).isEqualTo(new Counts(1, 1, 0, 0));
    }

    @Test
    void roomsAtWhichNobodyLooksAreNotTold() {
        var other = new RoomId(rooms.create(ada, "other-" + UUID.randomUUID(), RoomKind.PUBLIC, null)
                .id());
        begin(ada);
        announcements.tell();
        assertThat(broadcaster.here(RoomTopics.presence(other))).isEmpty();
        assertThat(rosters.of(other).counts()).isEqualTo(new Counts(1, 0, 0, 0));
    }

    @Test
    void whoVanishesIsDroppedAndThenOfflineWithTheTimeOfTheEnd() {
        var session = begin(ada);
        var vanished = clock.instant();
        end(session, false);
        announcements.tell();
        assertThat(last().members()).containsExactly(seen(ada, Presence.DROPPED, vanished));
        assertThat(last().counts()).isEqualTo(new Counts(0, 0, 0, 1));
        clock.advance(settings.grace());
        sweep.settleDue();
        announcements.tell();
        assertThat(last().members()).containsExactly(seen(ada, Presence.OFFLINE, vanished));
        assertThat(last().counts()).isEqualTo(new Counts(0, 0, 0, 0));
    }

    @Test
    void aStormOfReloadsMakesNoFrame() {
        var people = new ArrayList<AccountId>();
        var open = new HashMap<AccountId, LiveSession>();
        for (int i = 0; i < 30; i++) {
            var person = person("p" + i);
            members.join(room, person);
            people.add(person);
            open.put(person, begin(person));
        }
        announcements.tell();
        broadcaster.clear();
        for (int second = 0; second < 3; second++) {
            for (var person : people) {
                end(open.get(person), true);
            }
            announcements.tell();
            for (var person : people) {
                open.put(person, begin(person));
            }
            announcements.tell();
            clock.advance(Duration.ofSeconds(1));
            sweep.settleDue();
        }
        assertThat(frames()).isEmpty();
    }

    @Test
    void oneOfTwoDevicesThatDiesIsNotSeen() {
        var phone = begin(ada);
        begin(ada);
        announcements.tell();
        broadcaster.clear();
        end(phone, false);
        clock.advance(settings.grace());
        sweep.settleDue();
        announcements.tell();
        assertThat(frames()).isEmpty();
        assertThat(presences.online(List.of(ada))).containsExactly(ada);
    }

    @Test
    void theSessionsOfADeadNodeVanishOnceHoweverManyTakeThemOver() throws Exception {
        begin(ada);
        begin(bob);
        jdbc.update("update session set node = 'dead' where account = any(?)", (Object) ids(ada, bob));
        begin(bob);
        announcements.tell();
        broadcaster.clear();
        giveUp("dead");
        atOnce(sweep::takeOver);
        announcements.tell();
        assertThat(frames())
                .containsExactly(new PresenceChanged(
                        room.value(),
                        new Counts(1, 0, 0, 1),
                        true,
                        List.of(seen(ada, Presence.DROPPED, clock.instant()))));
        assertThat(node.lost()).isEmpty();
    }

    @Test
    void whoWasOnANodeThatDiedIsSeenUntilTheEndOfItsLeaseAndTheGraceCountsFromThere() {
        begin(ada);
        begin(bob);
        announcements.tell();
        jdbc.update("update session set node = 'yesterday' where account = ?", ada.value());
        jdbc.update("update session set node = 'just-now' where account = ?", bob.value());
        var longAgo = clock.instant().plusSeconds(60);
        clock.advance(Duration.ofDays(2));
        var justNow = clock.instant().minusSeconds(5);
        giveUp("yesterday", longAgo);
        giveUp("just-now", justNow);
        broadcaster.clear();
        sweep.takeOver();
        announcements.tell();
        assertThat(frames()).hasSize(1);
        assertThat(last().members())
                .containsExactlyInAnyOrder(seen(ada, Presence.OFFLINE, longAgo), seen(bob, Presence.DROPPED, justNow));
        clock.advance(settings.grace().minusSeconds(5));
        sweep.settleDue();
        announcements.tell();
        assertThat(last().members()).containsExactly(seen(bob, Presence.OFFLINE, justNow));
    }

    @Test
    void whoFellSilentWasSeenWhenTheyWereHeardLast() {
        var session = begin(ada);
        var heard = clock.instant();
        clock.advance(Duration.ofSeconds(40));
        sessions.on(new SessionEnded(session, false, Duration.ofSeconds(40)));
        sessions.flush();
        announcements.tell();
        assertThat(last().members()).containsExactly(seen(ada, Presence.DROPPED, heard));
    }

    /** More than one transaction takes, and two who sweep at once: what the one has done is not done again by the other. */
    @Test
    void aCrowdOnADeadNodeIsDroppedOnceAndOfflineOnce() throws Exception {
        begin(ada);
        var crowd = new TreeSet<Long>();
        for (int i = 0; i < 1200; i++) {
            crowd.add(person("c" + i).value());
        }
        jdbc.batchUpdate("""
                insert into session (id, node, account, sign_in, connected_at, transport, idle)
                values (?, 'crowded', ?, 'sign-in', current_timestamp, 'WEBSOCKET', false)""", crowd, 500, (row, account) -> {
            row.setObject(1, UUID.randomUUID());
            row.setLong(2, account);
        });
        new TransactionTemplate(transactions).executeWithoutResult(open -> ledger.settle(crowd, Map.of()));
        giveUp("crowded");

        var head = store.head();
        atOnce(sweep::takeOver);
        sweep.takeOver(); // the one who waited for a lock for too long has left it to the other
        assertChangedInTwoPortions(crowd, Presence.DROPPED);
        // Each transaction takes a number: had one changed anybody again, there were more.
        assertThat(store.head()).isEqualTo(head + 2);

        clock.advance(settings.grace());
        atOnce(() -> {
            sweep.settleDue();
            sweep.settleDue();
        });
        sweep.settleDue();
        assertChangedInTwoPortions(crowd, Presence.OFFLINE);
    }

    private void assertChangedInTwoPortions(Set<Long> crowd, Presence presence) {
        var rows = store.load(crowd).values();
        assertThat(rows).hasSize(crowd.size()).allSatisfy(row -> {
            assertThat(row.whereabouts().presence()).isEqualTo(presence);
            assertThat(row.shownRev()).isEqualTo(row.rev());
        });
        assertThat(rows.stream().map(PresenceStore.Row::rev).distinct()).hasSize(2);
    }

    /** When everybody comes back at once the writers of presences queue up: the lease must not stand in that queue. */
    @Test
    void theLeaseIsRenewedHoweverLongATakeOverWaits() throws Exception {
        begin(ada);
        jdbc.update("update session set node = 'dead' where account = ?", ada.value());
        giveUp("dead");
        var taken = new TransactionTemplate(transactions).execute(open -> {
            store.next();
            var waiting = CompletableFuture.runAsync(sweep::takeOver);
            for (int renewal = 0; renewal < 3; renewal++) {
                var before = leaseEnd();
                Awaitility.await().until(() -> leaseEnd().isAfter(before));
            }
            assertThat(rows(ada)).isEqualTo(1);
            assertThat(node.lost()).extracting(LostNode::id).containsExactly("dead");
            return waiting;
        });
        requireNonNull(taken).get();
        sweep.takeOver(); // H2 waits for a lock for a moment only
        assertThat(rows(ada)).isZero();
        assertThat(node.lost()).isEmpty();
    }

    private Instant leaseEnd() {
        return requireNonNull(jdbc.queryForObject(
                        "select lease_until from node where id = ?", OffsetDateTime.class, node.id()))
                .toInstant();
    }

    /** A node whose lease has run out, as this one finds it. */
    private void giveUp(String dead) {
        giveUp(dead, Instant.now().minusSeconds(1));
    }

    private void giveUp(String dead, Instant leaseEnd) {
        jdbc.update(
                "insert into node (id, started_at, lease_until) values (?, current_timestamp, ?)",
                dead,
                leaseEnd.atOffset(ZoneOffset.UTC));
        Awaitility.await()
                .until(() -> node.lost().stream().anyMatch(lost -> lost.id().equals(dead)));
    }

    private static void atOnce(Runnable twice) throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        CompletableFuture.allOf(CompletableFuture.runAsync(twice, threads), CompletableFuture.runAsync(twice, threads))
                .get();
        threads.shutdown();
    }

    @Test
    void whatADeadNodeLeftUnnoticedIsFound() {
        var session = begin(ada);
        jdbc.update("update session set node = 'unnoticed' where id = ?", session.id());
        sweep.takeOverStrays();
        assertThat(rows(ada)).isZero();
        announcements.tell();
        assertThat(last().members()).extracting(PersonView::presence).containsExactly(Presence.DROPPED);
    }

    @Test
    void rowsAndMemoryArePutRight() {
        begin(ada);
        var gone = begin(bob);
        jdbc.update("delete from session where account = ?", ada.value());
        jdbc.update(
                "insert into session (id, node, account, sign_in, connected_at, transport, address, user_agent, idle)"
                        + " select ?, node, account, sign_in, connected_at, transport, address, user_agent,"
                        + " idle from session where id = ?",
                UUID.randomUUID(),
                gone.id());
        end(gone, true);
        sessions.reconcile();
        assertThat(rows(ada)).isEqualTo(1);
        assertThat(rows(bob)).isZero();
    }

    @Test
    void theSameWrittenTwiceChangesNothing() {
        var session = begin(ada);
        sessions.on(new SessionBegan(session));
        sessions.flush();
        assertThat(rows(ada)).isEqualTo(1);
        end(session, false);
        var rev = rev(ada);
        clock.advance(Duration.ofSeconds(1));
        end(session, true);
        assertThat(rev(ada)).isEqualTo(rev);
    }

    @Test
    void anInvisibleOneIsSeenAsOneWhoLeftAndIsToldWhatItIs() {
        connected.add(ada.value());
        var adas = begin(ada);
        var bobs = begin(bob);
        announcements.tell();
        broadcaster.clear();
        ledger.choose(ada.value(), Availability.INVISIBLE, new Status("hiding", null, null));
        end(bobs, true);
        clock.advance(settings.goodBye());
        sweep.settleDue();
        announcements.tell();
        var people = last().members();
        assertThat(people).extracting(PersonView::presence).containsOnly(Presence.OFFLINE);
        assertThat(people.get(0).lastSeenAt()).isEqualTo(people.get(1).lastSeenAt());
        assertThat(people).extracting(PersonView::status).containsOnlyNulls();
        assertThat(presences.online(List.of(ada, bob))).isEmpty();
        assertThat(presences.invisible(List.of(ada, bob))).containsExactly(ada);
        assertThat(broadcaster.personal(ada.value(), Announcements.QUEUE))
                .containsExactly(
                        new PresenceOwn(Availability.INVISIBLE, Presence.OFFLINE, new Status("hiding", null, null)));
        broadcaster.clear();
        idle(adas, true);
        end(adas, false);
        begin(ada);
        clock.advance(settings.grace());
        sweep.settleDue();
        announcements.tell();
        assertThat(frames()).isEmpty();
        assertThat(rosters.of(room).members()).containsExactlyInAnyOrderElementsOf(people);
    }

    @Test
    void whoJoinsAndWhoLeavesIsCounted() {
        var carol = person("carol");
        begin(ada);
        begin(carol);
        announcements.tell();
        members.join(room, carol);
        announcements.tell();
        assertThat(last().counts()).isEqualTo(new Counts(2, 0, 0, 0));
        assertThat(last().members()).containsExactly(seen(carol, Presence.ONLINE, null));
        members.leave(room, carol);
        announcements.tell();
        assertThat(last().counts()).isEqualTo(new Counts(1, 0, 0, 0));
        assertThat(last().members()).isEmpty();
    }

    @Test
    void whoIsHereAlreadyAndJoinsARoomThatWasLookedAtIsTold() {
        var carol = person("carol");
        begin(carol);
        announcements.tell();
        rosters.of(room);
        members.join(room, carol);
        announcements.tell();
        assertThat(last().members()).containsExactly(seen(carol, Presence.ONLINE, null));
    }

    @Test
    void aLargeRoomTellsCountsAndWatchListsTellThePeople() {
        var crowd = new ArrayList<Long>();
        for (int i = 0; i < Rosters.LARGE; i++) {
            crowd.add(person("crowd" + i).value());
        }
        crowd.forEach(account -> jdbc.update(
                "insert into membership (room, account, role, rev, joined_at, last_read_seq) values (?, ?, 'MEMBER', 1,"
                        + " current_timestamp, 0)",
                room.value(),
                account));
        jdbc.update("update room set member_count = 2 + ? where id = ?", crowd.size(), room.value());
        var bobs = begin(bob);
        watchLists.watch(bobs, Set.of(ada.value(), crowd.get(7)));
        begin(ada);
        begin(new AccountId(crowd.get(7)));
        begin(new AccountId(crowd.get(8)));
        announcements.tell();
        var counts = new Counts(4, 0, 0, 0);
        assertThat(frames()).containsExactly(new PresenceChanged(room.value(), counts, false, List.of()));
        assertThat(rosters.of(room)).isEqualTo(new RoomPresence(room.value(), counts, false, List.of()));
        assertThat(broadcaster.personal(bob.value(), Announcements.QUEUE))
                .singleElement()
                .isInstanceOfSatisfying(
                        PresenceChanged.class,
                        told -> assertThat(told.members())
                                .containsExactlyInAnyOrder(
                                        seen(ada, Presence.ONLINE, null),
                                        seen(new AccountId(crowd.get(7)), Presence.ONLINE, null)));
        end(bobs, true);
        broadcaster.clear();
        idle(begin(ada), false);
        ledger.choose(ada.value(), Availability.DO_NOT_DISTURB, null);
        announcements.tell();
        assertThat(broadcaster.personal(bob.value(), Announcements.QUEUE)).isEmpty();
    }

    private static Long[] ids(AccountId... some) {
        return Arrays.stream(some).map(AccountId::value).toArray(Long[]::new);
    }

    private long rev(AccountId account) {
        return requireNonNull(store.load(Set.of(account.value())).get(account.value()))
                .rev();
    }

    private int rows(AccountId account) {
        return jdbc.queryForList("select id from session where account = ?", account.value())
                .size();
    }

    private List<PresenceChanged> frames() {
        return broadcaster.here(RoomTopics.presence(room)).stream()
                .map(PresenceChanged.class::cast)
                .toList();
    }

    private PresenceChanged last() {
        return frames().get(frames().size() - 1);
    }

    private static PersonView seen(AccountId account, Presence presence, @Nullable Instant lastSeenAt) {
        return new PersonView(account.value(), presence, lastSeenAt, null);
    }

    private LiveSession begin(AccountId account) {
        var session = new LiveSession(
                UUID.randomUUID(), account.value(), "sign-in", LiveSession.Transport.WEBSOCKET, "127.0.0.1", "tests");
        var event = new SessionBegan(session);
        watchLists.on(event);
        sessions.on(event);
        sessions.flush();
        return session;
    }

    private void idle(LiveSession session, boolean idle) {
        sessions.idle(session, idle);
        sessions.flush();
    }

    private void end(@Nullable LiveSession session, boolean goodBye) {
        var event = new SessionEnded(requireNonNull(session), goodBye, Duration.ZERO);
        watchLists.on(event);
        sessions.on(event);
        sessions.flush();
    }
}

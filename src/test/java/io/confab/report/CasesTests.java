package io.confab.report;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.account.TestAccounts;
import io.confab.audit.Actor;
import io.confab.audit.AuditEntry;
import io.confab.audit.AuditFilter;
import io.confab.audit.AuditTrail;
import io.confab.message.Draft;
import io.confab.message.MessageId;
import io.confab.message.Messages;
import io.confab.report.CaseView.KeptMessage;
import io.confab.report.CaseView.ReportView;
import io.confab.report.ReportEvent.CaseMoved;
import io.confab.report.ReportEvent.ReportClosed;
import io.confab.report.Reports.Complaint;
import io.confab.room.Members;
import io.confab.room.Role;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.Destination;
import io.confab.stomp.RecordingBroadcaster;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
@Import(CasesTests.Module.class)
class CasesTests {

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Destination CASES = Destination.topic("admin", "cases");
    private static final Complaint SPAM = new Complaint(Category.SPAM, "buys followers");

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan("io.confab.report")
    static class Module {}

    @Autowired
    Reports reports;

    @Autowired
    Cases cases;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    Messages messages;

    @Autowired
    TestAccounts people;

    @Autowired
    Accounts accounts;

    @Autowired
    AuditTrail trail;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    JdbcClient jdbc;

    AccountId owner;
    AccountId spammer;
    AccountId ada;
    AccountId bob;
    AccountId root;
    RoomId room;
    int clientId;

    @BeforeEach
    void aRoom() {
        broadcaster.expect(CASES);
        int number = NAMES.incrementAndGet();
        owner = people.person("case-owner-" + number);
        spammer = people.person("case-spammer-" + number);
        ada = people.person("case-ada-" + number);
        bob = people.person("case-bob-" + number);
        root = people.administrator("case-root-" + number);
        room = new RoomId(
                rooms.create(owner, "Case " + number, RoomKind.PUBLIC, null).id());
        List.of(spammer, ada, bob).forEach(account -> members.join(room, account));
        broadcaster.expect(RoomTopics.moderation(room));
    }

    private MessageId say(AccountId author, String body) {
        return new MessageId(messages.post(room, author, new Draft("c" + ++clientId, body, null))
                .toCompletableFuture()
                .join()
                .id());
    }

    private CaseView only(@Nullable RoomId of, AccountId reader) {
        var found = cases.page(reader, Set.of(), of, Long.MAX_VALUE, 10);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).returns(code, Refusal::code);
    }

    @Test
    void reportsOfTheSameMessageJoinOneCaseWithWhatWasSaidAroundIt() {
        say(ada, "hello");
        var spam = say(spammer, "cheap!");
        say(bob, "please not");

        reports.reportMessage(ada, room, spam, SPAM);
        reports.reportMessage(bob, room, spam, new Complaint(Category.ABUSE, ""));
        reports.reportMessage(bob, room, spam, new Complaint(Category.OTHER, "again"));

        var found = cases.view(only(room, owner).id(), owner);
        assertThat(found.summary().state()).isEqualTo(CaseState.OPEN);
        assertThat(found.summary().reports()).isEqualTo(2);
        assertThat(found.summary().subject().id()).isEqualTo(spammer.value());
        assertThat(found.reports()).extracting(ReportView::category).containsExactly(Category.SPAM, Category.OTHER);
        assertThat(found.messages()).extracting(KeptMessage::body).containsExactly("hello", "cheap!", "please not");
    }

    @Test
    void whatWasSaidIsKeptWhenItIsDeleted() {
        var spam = say(spammer, "cheap!");
        reports.reportMessage(ada, room, spam, SPAM);

        messages.delete(new Actor(spammer.value(), null), room, "gone", spam, null)
                .toCompletableFuture()
                .join();

        assertThat(cases.view(only(room, owner).id(), owner).messages())
                .extracting(KeptMessage::body)
                .containsExactly("cheap!");
        assertRefused(ErrorCode.NOT_FOUND, () -> reports.reportMessage(bob, room, spam, SPAM));
    }

    @Test
    void manyWhoReportAtOnceOpenOneCase() throws Exception {
        var spam = say(spammer, "cheap!");
        var threads = Executors.newFixedThreadPool(3);
        var all = threads.invokeAll(List.of(ada, bob, owner).stream()
                .<Callable<Void>>map(reporter -> () -> {
                    reports.reportMessage(reporter, room, spam, SPAM);
                    return null;
                })
                .toList());
        for (var one : all) {
            one.get();
        }
        threads.shutdown();

        assertThat(only(room, owner).reports()).isEqualTo(3);
    }

    @Test
    void nobodyReportsThemselvesOrWhatTheyMayNotRead() {
        var own = say(ada, "mine");
        var secret = new RoomId(rooms.create(owner, "Secret " + room.value(), RoomKind.PRIVATE, null)
                .id());

        assertRefused(ErrorCode.INVALID, () -> reports.reportMessage(ada, room, own, SPAM));
        assertRefused(ErrorCode.NOT_FOUND, () -> reports.reportMessage(ada, secret, own, SPAM));
        assertRefused(ErrorCode.NOT_FOUND, () -> reports.reportMessage(bob, room, new MessageId(Long.MAX_VALUE), SPAM));
    }

    @Test
    void whoMayOnlyReadDecidesNothing() {
        reports.reportMessage(ada, room, say(spammer, "cheap!"), SPAM);
        var id = only(room, owner).id();
        jdbc.sql("update account set read_only_until = '9999-12-31 00:00:00+00' where id = ?")
                .param(root.value())
                .update();
        jdbc.sql("update membership set read_only_until = '9999-12-31 00:00:00+00' where account = ?")
                .param(owner.value())
                .update();

        for (var reader : List.of(root, owner)) {
            var actor = new Actor(reader.value(), null);
            assertRefused(ErrorCode.READ_ONLY, () -> cases.take(actor, id));
            assertRefused(ErrorCode.READ_ONLY, () -> cases.close(actor, id, CaseState.DISMISSED, null));
            assertThat(cases.view(id, reader).summary().state()).isEqualTo(CaseState.OPEN);
        }
    }

    @Test
    void aCaseIsForThoseWhoModerateThereAndNotForWhomItIsAbout() {
        reports.reportMessage(ada, room, say(owner, "I am the owner"), SPAM);
        var id = only(room, root).id();

        assertRefused(ErrorCode.NOT_FOUND, () -> cases.view(id, ada));
        assertRefused(ErrorCode.NOT_FOUND, () -> cases.view(id, owner));
        assertThat(cases.page(owner, Set.of(), room, Long.MAX_VALUE, 10)).isEmpty();
        assertRefused(ErrorCode.FORBIDDEN, () -> cases.page(ada, Set.of(), room, Long.MAX_VALUE, 10));
        assertRefused(ErrorCode.FORBIDDEN, () -> cases.page(owner, Set.of(), null, Long.MAX_VALUE, 10));
        assertRefused(ErrorCode.NOT_FOUND, () -> cases.take(new Actor(owner.value(), null), id));
        assertThat(cases.view(id, root).summary().id()).isEqualTo(id);
    }

    @Test
    void whoeverReportedHearsTheOutcomeAndTheNextReportOpensANewCase() {
        var spam = say(spammer, "cheap!");
        reports.reportMessage(ada, room, spam, SPAM);
        var id = only(room, owner).id();
        var by = new Actor(owner.value(), "192.0.2.1");

        assertThat(cases.take(by, id))
                .returns(CaseState.IN_HAND, CaseView::state)
                .satisfies(taken -> assertThat(taken.handler()).isNotNull().returns(owner.value(), AccountView::id));
        assertThat(reports.of(ada)).singleElement().returns(CaseState.OPEN, Reports.Mine::state);
        broadcaster.clear();
        cases.close(by, id, CaseState.RESOLVED, "warned");

        assertThat(reports.of(ada))
                .singleElement()
                .returns(CaseState.RESOLVED, Reports.Mine::state)
                .returns("warned", Reports.Mine::note);
        assertThat(broadcaster.personal(ada.value(), RoomTopics.NOTICES))
                .containsExactly(new ReportClosed(accounts.view(spammer), spam.value(), CaseState.RESOLVED, "warned"));
        assertThat(broadcaster.here(CASES)).containsExactly(new CaseMoved(id));
        assertThat(trail.page(new AuditFilter(owner.value(), null, null, null, null, null, null), Long.MAX_VALUE, 10))
                .extracting(AuditEntry::kind)
                .containsExactly("case.closed", "case.taken");

        reports.reportMessage(bob, room, spam, SPAM);
        assertThat(cases.page(owner, Set.of(CaseState.OPEN), room, Long.MAX_VALUE, 10))
                .singleElement()
                .matches(again -> again.id() != id);
    }

    @Test
    void thoseWhoModerateTheRoomHearThatACaseOfTheirsMoved() {
        reports.reportMessage(ada, room, say(spammer, "cheap!"), SPAM);
        var id = only(room, owner).id();
        cases.take(new Actor(owner.value(), null), id);

        assertThat(broadcaster.here(RoomTopics.moderation(room))).containsExactly(new CaseMoved(id), new CaseMoved(id));

        broadcaster.clear();
        reports.reportAccount(ada, accounts.view(spammer).username(), SPAM);

        assertThat(broadcaster.here(CASES)).hasSize(1);
        assertThat(broadcaster.here(RoomTopics.moderation(room))).isEmpty();
    }

    @Test
    void ofACaseAboutOneOfThemNothingIsToldToThoseWhoModerateTheRoom() {
        var said = say(spammer, "cheap!");
        members.changeRole(room, owner, spammer, Role.MODERATOR);
        broadcaster.clear();

        reports.reportMessage(ada, room, said, SPAM);

        assertThat(broadcaster.here(CASES)).hasSize(1);
        assertThat(broadcaster.here(RoomTopics.moderation(room))).isEmpty();
    }

    @Test
    void aCaseInAnothersHandIsTakenBeforeItIsClosedAndAClosedOneStays() {
        reports.reportAccount(ada, accounts.view(spammer).username(), SPAM);
        var id = cases.page(root, Set.of(CaseState.OPEN), null, Long.MAX_VALUE, 1)
                .get(0)
                .id();
        var first = new Actor(root.value(), null);
        var second =
                new Actor(people.administrator("case-second-" + room.value()).value(), null);
        cases.take(first, id);

        assertRefused(ErrorCode.STALE, () -> cases.close(second, id, CaseState.DISMISSED, null));
        assertRefused(ErrorCode.STALE, () -> cases.release(second, id));
        assertRefused(ErrorCode.INVALID, () -> cases.close(first, id, CaseState.OPEN, null));
        cases.take(second, id);
        cases.release(second, id);
        cases.close(first, id, CaseState.DISMISSED, null);
        assertRefused(ErrorCode.STALE, () -> cases.take(second, id));
    }

    @Test
    void whatWasClosedBySlipIsOpenedAgainUnlessThereIsAnotherOpenOne() {
        var name = accounts.view(spammer).username();
        reports.reportAccount(ada, name, SPAM);
        var id = cases.page(root, Set.of(CaseState.OPEN), null, Long.MAX_VALUE, 1)
                .get(0)
                .id();
        var by = new Actor(root.value(), null);
        assertRefused(ErrorCode.STALE, () -> cases.reopen(by, id));
        cases.close(by, id, CaseState.DISMISSED, "nothing");

        assertThat(cases.reopen(by, id))
                .returns(CaseState.IN_HAND, CaseView::state)
                .returns(null, CaseView::closedAt)
                .returns(null, CaseView::note);
        reports.reportAccount(bob, name, SPAM);
        assertThat(cases.view(id, root).reports()).hasSize(2);

        cases.close(by, id, CaseState.RESOLVED, null);
        reports.reportAccount(ada, name, SPAM);
        assertRefused(ErrorCode.STALE, () -> cases.reopen(by, id));
        assertThat(cases.view(id, root).summary().state()).isEqualTo(CaseState.RESOLVED);
    }
}

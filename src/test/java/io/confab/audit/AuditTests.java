package io.confab.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import io.confab.DatabaseTest;
import io.confab.audit.AuditEntry.Outcome;
import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
class AuditTests {

    private static final Actor ADA = new Actor(1, "192.0.2.1");
    private static final int WRITERS = 4;
    private static final int EACH = 25;

    @Autowired
    Audit audit;

    @Autowired
    TestClock clock;

    @Autowired
    AuditTrail trail;

    @Autowired
    ControlLog control;

    @Autowired
    JdbcClient jdbc;

    final TransactionTemplate transaction;

    AuditTests(@Autowired PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    @BeforeEach
    void clear() {
        jdbc.sql("delete from audit").update();
        jdbc.sql("update audit_head set number = 0, hash = ?")
                .param(Chain.START)
                .update();
    }

    @Test
    void keepsWhoDidWhatToWhomWhereAndWhy() {
        record(Act.of("sanction.imposed", ADA)
                .on(2)
                .in(3L)
                .about(4)
                .because("spam")
                .with("until", "2030-01-01T00:00:00Z")
                .with("nothing", null));

        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.number()).isEqualTo(1);
            assertThat(entry.actor()).isEqualTo(1);
            assertThat(entry.address()).isEqualTo("192.0.2.1");
            assertThat(entry.kind()).isEqualTo("sanction.imposed");
            assertThat(entry.outcome()).isEqualTo(Outcome.DONE);
            assertThat(entry.target()).isEqualTo(2);
            assertThat(entry.room()).isEqualTo(3);
            assertThat(entry.message()).isEqualTo(4);
            assertThat(entry.reason()).isEqualTo("spam");
            assertThat(entry.detail()).isEqualTo("{\"until\":\"2030-01-01T00:00:00Z\"}");
        });
    }

    @Test
    void whatIsRolledBackWasNotDone() {
        transaction.executeWithoutResult(status -> {
            audit.record(act("undone"));
            status.setRollbackOnly();
        });

        assertThat(entries()).isEmpty();
    }

    @Test
    void belongsToATransaction() {
        assertThatExceptionOfType(IllegalTransactionStateException.class).isThrownBy(() -> audit.record(act("alone")));
    }

    @Test
    void whatWasForbiddenIsWrittenDownAsRefused() {
        var forbidden = ErrorCode.FORBIDDEN.because("No.");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> audit.guard(
                        act("tried"),
                        () -> transaction.execute(status -> {
                            audit.record(act("tried"));
                            throw forbidden;
                        })))
                .isSameAs(forbidden);

        assertThat(entries()).singleElement().returns(Outcome.REFUSED, AuditEntry::outcome);
    }

    @Test
    void whatWasForbiddenWithoutSayingSoIsWrittenDownToo() {
        var refusal = ErrorCode.NOT_FOUND.because("There is no such room.").concealing();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> audit.guard(Act.of("room.changed", ADA), () -> {
                    throw refusal.at("room").retryAfter(Duration.ofSeconds(1));
                }))
                .returns(ErrorCode.NOT_FOUND, Refusal::code);

        assertThat(entries()).singleElement().returns(Outcome.REFUSED, AuditEntry::outcome);
    }

    @Test
    void whatWasOnlyMistakenIsNoAttempt() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> audit.guard(act("mistaken"), () -> {
                    throw ErrorCode.NOT_FOUND.because("Nobody.");
                }));

        assertThat(entries()).isEmpty();
    }

    @Test
    void anAttemptIsNotWrittenDownWhereItWouldBeRolledBack() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> transaction.execute(status -> audit.guard(act("nested"), () -> "done")));
    }

    @Test
    void whatARefusedActSaysIsKeptAsFarAsItCanBe() {
        audit.refused(act("tried").because("\0" + "x".repeat(1000)));

        assertThat(entries()).singleElement().returns("x".repeat(499), AuditEntry::reason);
    }

    @Test
    void whoTriesWithoutEndFillsNoDiskAndHidesNothingOfOthers() {
        var flood = Act.of("tried", new Actor(77, null));
        for (int i = 0; i < 130; i++) {
            audit.refused(flood);
        }
        audit.refused(Act.of("other", new Actor(9, null)));
        var written = trail.page(AuditFilter.ALL, Long.MAX_VALUE, 1000);
        assertThat(written).hasSize(101);
        assertThat(written.get(0)).returns("other", AuditEntry::kind);

        clock.advance(Duration.ofHours(1));
        audit.refused(flood);
        audit.refused(flood);
        assertThat(entries()).extracting(AuditEntry::detail).startsWith("{}", "{\"passedOver\":30}", "{}");
    }

    @Test
    void manyWritersMakeOneChainWithoutHolesAndWaitForNoOneForever() throws Exception {
        var threads = Executors.newFixedThreadPool(WRITERS);
        var writers = new ArrayList<Callable<Void>>();
        for (int w = 0; w < WRITERS; w++) {
            boolean controlFirst = w % 2 == 0;
            writers.add(() -> {
                for (int i = 0; i < EACH; i++) {
                    writeBoth(controlFirst);
                }
                return null;
            });
        }
        for (var writer : threads.invokeAll(writers)) {
            writer.get();
        }
        threads.shutdown();

        assertThat(trail.verify())
                .returns((long) WRITERS * EACH, AuditTrail.Verdict::entries)
                .returns(true, AuditTrail.Verdict::isIntact);
    }

    private void writeBoth(boolean controlFirst) {
        transaction.executeWithoutResult(status -> {
            if (controlFirst) {
                control.write(new ControlEntry("test.written", ""));
            }
            audit.record(act("done"));
            if (!controlFirst) {
                control.write(new ControlEntry("test.written", ""));
            }
        });
    }

    @Test
    void tellsWhereAnEntryWasChanged() {
        for (String column : List.of("reason", "kind", "detail", "hash", "address")) {
            clear();
            three();
            jdbc.sql("update audit set " + column + " = 'forged' where number = 2")
                    .update();

            assertThat(trail.verify())
                    .as(column)
                    .returns(2L, AuditTrail.Verdict::brokenAt)
                    .returns(1L, AuditTrail.Verdict::entries);
        }
    }

    @Test
    void tellsWhereAnEntryWasTakenOut() {
        three();
        jdbc.sql("delete from audit where number = 2").update();

        assertThat(trail.verify().brokenAt()).isEqualTo(2);
    }

    @Test
    void tellsThatTheNewestWereTakenOff() {
        three();
        jdbc.sql("delete from audit where number = 3").update();

        assertThat(trail.verify().brokenAt()).isEqualTo(3);
    }

    @Test
    void tellsThatTheOldestWereTakenOff() {
        three();
        jdbc.sql("delete from audit where number = 1").update();

        assertThat(trail.verify().brokenAt()).isEqualTo(1);
    }

    @Test
    void aMovedBorderBetweenTwoFieldsIsNoticed() {
        record(act("a").because("bc"));
        jdbc.sql("update audit set kind = 'ab', reason = 'c'").update();

        assertThat(trail.verify().brokenAt()).isEqualTo(1);
    }

    @Test
    void findsByWhoWhomWhereWhatAndHowItEnded() {
        record(act("first").on(2).in(3L));
        audit.refused(Act.of("second", new Actor(9, null)).on(4));
        record(act("third").in(5L));

        assertThat(find(new AuditFilter(1L, null, null, null, null, null, null)))
                .containsExactly("third", "first");
        assertThat(find(new AuditFilter(null, 4L, null, null, null, null, null)))
                .containsExactly("second");
        assertThat(find(new AuditFilter(null, null, 5L, null, null, null, null)))
                .containsExactly("third");
        assertThat(find(new AuditFilter(null, null, null, "first", null, null, null)))
                .containsExactly("first");
        assertThat(find(new AuditFilter(null, null, null, null, Outcome.REFUSED, null, null)))
                .containsExactly("second");
        var at = entries().get(0).at();
        assertThat(find(new AuditFilter(null, null, null, null, null, at, null)))
                .hasSize(3);
        assertThat(find(new AuditFilter(null, null, null, null, null, null, at)))
                .isEmpty();
    }

    @Test
    void pagesByNumber() {
        three();

        assertThat(trail.page(AuditFilter.ALL, 3, 1))
                .extracting(AuditEntry::number)
                .containsExactly(2L);
    }

    private void three() {
        for (int i = 0; i < 3; i++) {
            record(act("done").because("because"));
        }
    }

    private static Act act(String kind) {
        return Act.of(kind, ADA);
    }

    private void record(Act act) {
        transaction.executeWithoutResult(status -> audit.record(act));
    }

    private List<AuditEntry> entries() {
        return trail.page(AuditFilter.ALL, Long.MAX_VALUE, 100);
    }

    private List<String> find(AuditFilter filter) {
        return trail.page(filter, Long.MAX_VALUE, 100).stream()
                .map(AuditEntry::kind)
                .toList();
    }
}

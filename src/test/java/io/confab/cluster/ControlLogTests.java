package io.confab.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.DatabaseTest;
import io.confab.stomp.HistoryWentBack;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
@Import(ControlLogTests.Heard.class)
class ControlLogTests {

    private static final int WRITERS = 4;
    private static final int EACH = 40;

    @Autowired
    ControlLog control;

    @Autowired
    Heard heard;

    @Autowired
    JdbcClient jdbc;

    final TransactionTemplate transaction;

    ControlLogTests(@Autowired PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    @TestComponent
    static class Heard {
        final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();
        final AtomicInteger failures = new AtomicInteger();
        final AtomicInteger wentBack = new AtomicInteger();

        @EventListener
        void on(HistoryWentBack event) {
            wentBack.incrementAndGet();
        }

        @EventListener
        void on(ControlEntry entry) {
            bodies.add(entry.body());
            if (entry.body().equals("poison")) {
                throw new IllegalStateException("poison");
            }
            if (entry.body().equals("unlucky") && failures.getAndDecrement() > 0) {
                throw new QueryTimeoutException("It is slow today.");
            }
        }
    }

    @Test
    void aReaderPassesOverNothingWhileManyWrite() throws Exception {
        control.look();
        heard.bodies.clear();
        var threads = Executors.newFixedThreadPool(WRITERS);
        var done = new CountDownLatch(WRITERS);
        var writers = new ArrayList<Callable<Void>>();
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            writers.add(() -> {
                for (int i = 0; i < EACH; i++) {
                    write(writer + "-" + i);
                }
                done.countDown();
                return null;
            });
        }
        writers.forEach(threads::submit);
        while (!done.await(1, TimeUnit.MILLISECONDS)) {
            control.look();
        }
        threads.shutdown();
        control.look();

        assertThat(heard.bodies).hasSize(WRITERS * EACH).doesNotHaveDuplicates();
        assertThat(List.copyOf(heard.bodies)).isEqualTo(written());
    }

    @Test
    void whatIsRolledBackIsNotTold() {
        control.look();
        heard.bodies.clear();
        transaction.executeWithoutResult(status -> {
            control.write(new ControlEntry("test.written", "undone"));
            status.setRollbackOnly();
        });
        control.look();

        assertThat(heard.bodies).isEmpty();
    }

    @Test
    void aListenerThatFailsHoldsUpNobody() {
        control.look();
        heard.bodies.clear();
        write("poison");
        write("after");
        control.look();

        assertThat(heard.bodies).containsExactly("poison", "after");
    }

    @Test
    void whatCouldNotBeCarriedOutForALittleWhileIsToldAgainBeforeTheNext() {
        control.look();
        heard.bodies.clear();
        heard.failures.set(2);
        write("unlucky");
        write("next");
        Awaitility.await().until(() -> {
            control.look();
            return heard.bodies.contains("next");
        });

        assertThat(heard.bodies).containsExactly("unlucky", "unlucky", "unlucky", "next");
    }

    @Test
    void hearsWhatADatabaseSaysThatKnowsLessThanTheOneBefore() {
        write("lost");
        control.look();
        heard.bodies.clear();
        heard.wentBack.set(0);
        jdbc.sql("delete from control where body = 'lost'").update();
        jdbc.sql("update control_head set number = number - 1").update();
        control.look();
        assertThat(heard.wentBack).hasValue(1);

        write("under the same number");
        control.look();
        assertThat(heard.bodies).containsExactly("under the same number");
    }

    @Test
    void belongsToATransaction() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> control.write(new ControlEntry("test.written", "alone")));
    }

    private void write(String body) {
        transaction.executeWithoutResult(status -> control.write(new ControlEntry("test.written", body)));
    }

    private List<String> written() {
        return jdbc.sql("select body from control where body like '_-%' order by number")
                .query(String.class)
                .list();
    }
}

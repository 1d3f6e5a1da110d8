package io.confab.account;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.confab.ConfabApplication;
import io.confab.stomp.SessionEnded;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes find at the same moment that a sign-in has expired: it ends once, and neither stands in the other's way. */
class TwoSweepsTests {

    private static final int SIGNED_OUT = 4001;

    private static EmbeddedPostgres database;
    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext other;
    private static JdbcClient jdbc;

    private static final List<SessionEnded> ENDED = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedPostgres.start();
        one = node();
        other = node();
        jdbc = one.getBean(JdbcClient.class);
    }

    @AfterAll
    static void stop() throws IOException {
        one.close();
        other.close();
        database.close();
    }

    /** The connection is to the node that sweeps first, or to the one that has to wait for it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSignInThatTwoNodesFindExpiredAtOnceEndsOnce(boolean connectedToTheFirst) {
        var name = "swept-" + connectedToTheFirst;
        var browser = new Browser(port(connectedToTheFirst ? one : other)).registered(name);
        var elsewhere = new Browser(port(one)).signedIn(name);
        try (var expired = browser.connected();
                var lasting = elsewhere.connected()) {
            ENDED.clear();
            var signIn = expire(name);

            sweepAtOnce();

            assertThat(expired.closeCode()).isEqualTo(SIGNED_OUT);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(ENDED)
                            .singleElement()
                            .returns(signIn.toString(), ended -> ended.session().signIn()));
            assertThat(count("sign_in where id = :signIn", signIn)).isZero();
            assertThat(count("spring_session where principal_name = cast(:signIn as varchar)", signIn))
                    .isZero();
            assertThat(browser.isSignedIn()).isFalse();
            assertThat(lasting.isClosed()).isFalse();
            assertThat(elsewhere.isSignedIn()).isTrue();
        }
        sweepAtOnceWithNothingToDo();
    }

    /** The older of the two. */
    private static UUID expire(String name) {
        var signIn = jdbc.sql("""
                        select s.id from sign_in s join account a on a.id = s.account
                        where a.username = :name order by s.created_at limit 1""").param("name", name).query(UUID.class).single();
        jdbc.sql("update sign_in set expires_at = current_timestamp - interval '1' second where id = :signIn")
                .param("signIn", signIn)
                .update();
        return signIn;
    }

    /** The first has taken the row away and cannot commit yet when the other comes. */
    private static void sweepAtOnce() {
        var transaction = new TransactionTemplate(one.getBean(PlatformTransactionManager.class));
        var sweeps = requireNonNull(transaction.execute(begun -> {
            jdbc.sql("select number from control_head where id = 1 for update")
                    .query()
                    .listOfRows();
            var first = sweep(one);
            await(1);
            var second = sweep(other);
            await(2);
            return CompletableFuture.allOf(first, second);
        }));
        assertThat(sweeps).succeedsWithin(10, TimeUnit.SECONDS);
    }

    /** On a thread of its own: the common pool has a single one on a machine of two cores. */
    private static CompletableFuture<Void> sweep(ConfigurableApplicationContext node) {
        return CompletableFuture.runAsync(
                node.getBean(SignInSweep.class)::sweep, task -> new Thread(task, "sweep").start());
    }

    private static void await(int sweeps) {
        var watch = other.getBean(JdbcClient.class);
        Awaitility.await()
                .until(
                        () -> watch.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                                .query(Integer.class)
                                .single(),
                        waiting -> waiting >= sweeps);
    }

    private static void sweepAtOnceWithNothingToDo() {
        assertThat(CompletableFuture.allOf(sweep(one), sweep(other))).succeedsWithin(10, TimeUnit.SECONDS);
    }

    private static int count(String rows, UUID signIn) {
        return jdbc.sql("select count(*) from " + rows)
                .params(Map.of("signIn", signIn))
                .query(Integer.class)
                .single();
    }

    private static ConfigurableApplicationContext node() {
        var node = new SpringApplicationBuilder(ConfabApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--management.server.port=-1",
                        "--spring.datasource.url=" + database.getJdbcUrl("postgres", "postgres"),
                        "--spring.datasource.username=postgres",
                        "--confab.accounts.password-strength=4",
                        "--confab.limits.enabled=false");
        node.addApplicationListener((ApplicationListener<ApplicationEvent>) event -> {
            if (event instanceof PayloadApplicationEvent<?> published
                    && published.getPayload() instanceof SessionEnded ended) {
                ENDED.add(ended);
            }
        });
        return node;
    }

    private static int port(ConfigurableApplicationContext node) {
        return node.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}

package io.confab;

import java.io.IOException;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Ticker;
import com.zaxxer.hikari.HikariDataSource;
import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.TestAccounts;
import io.confab.cluster.ControlLog;
import io.confab.direct.Invisibility;
import io.confab.message.Here;
import io.confab.room.RoomTopics;
import io.confab.shared.TestClock;
import io.confab.stomp.CloseCode;
import io.confab.stomp.Connections;
import io.confab.stomp.Destination;
import io.confab.stomp.Lag;
import io.confab.stomp.LiveSession;
import io.confab.stomp.NodeLease;
import io.confab.stomp.RecordingBroadcaster;
import io.confab.stomp.Signals;
import io.confab.stomp.StreamQueues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rooms and their log on a real database, without the web: what commits here is committed. The build runs these tests
 * twice, on H2 and, with the profile {@code postgresql}, on PostgreSQL.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Tag("database")
@DataJpaTest(showSql = false, properties = "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1")
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.NONE)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@Import(DatabaseTest.Modules.class)
public @interface DatabaseTest {

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan({"io.confab.audit", "io.confab.room", "io.confab.message", "io.confab.direct"})
    @Import({ControlLog.class, Accounts.class, TestAccounts.class, RecordingBroadcaster.class})
    class Modules {

        @Bean
        TestClock clock() {
            return new TestClock();
        }

        @Bean
        Signals signals() {
            return signal -> {};
        }

        @Bean
        StreamQueues streamQueues() {
            return (queue, accounts) -> {};
        }

        @Bean
        TaskScheduler taskScheduler() {
            return new ThreadPoolTaskScheduler();
        }

        @Bean
        TaskScheduler catchUpScheduler() {
            return new ThreadPoolTaskScheduler();
        }

        @Bean
        @Fallback
        Ticker ticker() {
            return Ticker.systemTicker();
        }

        /** Unless the test has a node itself. */
        @Bean
        @Fallback
        NodeLease lease() {
            return new Lease();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        @Primary
        Subscribed connections() {
            return new Subscribed();
        }

        /** Unless the test has presence itself. */
        @Bean
        @Fallback
        Here connected(Subscribed connections) {
            return accounts -> accounts.stream()
                    .filter(account ->
                            connections.subscribers(RoomTopics.NOTICES).contains(account.value()))
                    .collect(Collectors.toSet());
        }

        /** Unless the test has presence itself. */
        @Bean
        @Fallback
        Invisible invisible() {
            return new Invisible();
        }

        @Bean(destroyMethod = "close")
        @Profile("postgresql")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.start();
        }

        /** With the server's own settings. */
        @Bean
        @Profile("postgresql")
        @ConfigurationProperties("spring.datasource.hikari")
        HikariDataSource dataSource(EmbeddedPostgres postgres) {
            // PostgreSQL begins a process for each connection: without a pool a test waits for little else.
            var pool = new HikariDataSource();
            pool.setDataSource(postgres.getPostgresDatabase());
            return pool;
        }
    }

    /** Of a server that is alone. */
    class Lease implements NodeLease {

        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public void requireHeld() {
            // Nobody could give it up.
        }
    }

    /** Accounts that are said to be invisible. */
    class Invisible implements Invisibility {

        private final Set<AccountId> accounts = ConcurrentHashMap.newKeySet();

        public void add(AccountId account) {
            accounts.add(account);
        }

        public void remove(AccountId account) {
            accounts.remove(account);
        }

        @Override
        public Set<AccountId> invisible(Collection<AccountId> some) {
            return some.stream().filter(accounts::contains).collect(Collectors.toSet());
        }
    }

    /** Accounts that are said to be connected and to listen to whatever queue. */
    class Subscribed implements Connections {

        private final Set<Long> accounts = ConcurrentHashMap.newKeySet();

        public void add(long account) {
            accounts.add(account);
        }

        @Override
        public void closeSignIn(String signIn, CloseCode code) {
            throw new AssertionError("Nothing here ends a sign-in.");
        }

        @Override
        public void closeAccount(long account, CloseCode code) {
            throw new AssertionError("Nothing here closes connections.");
        }

        @Override
        public void dismissAccount(long account, CloseCode code) {
            throw new AssertionError("Nothing here closes connections.");
        }

        @Override
        public void closeSession(UUID session, CloseCode code) {
            throw new AssertionError("Nothing here closes connections.");
        }

        @Override
        public void closeAll(CloseCode code) {
            throw new AssertionError("Nothing here closes connections.");
        }

        @Override
        public void revoke(Destination topic, long account, BooleanSupplier entitled) {
            // Nobody here has really subscribed.
        }

        private final Set<Destination> topics = ConcurrentHashMap.newKeySet();

        /** A topic that is said to be subscribed to. */
        public void add(Destination topic) {
            topics.add(topic);
        }

        @Override
        public Set<Destination> subscribed(String... shape) {
            return topics.stream()
                    .filter(topic -> topic.matches(Destination.Kind.TOPIC, shape))
                    .collect(Collectors.toSet());
        }

        @Override
        public Collection<LiveSession> sessions() {
            return List.of();
        }

        @Override
        public Map<UUID, Lag> behind(int most) {
            return Map.of();
        }

        @Override
        public Set<String> signIns() {
            return Set.of();
        }

        @Override
        public Set<Long> subscribers(Destination queue) {
            return Set.copyOf(accounts);
        }
    }
}

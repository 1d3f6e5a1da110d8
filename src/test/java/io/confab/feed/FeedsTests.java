package io.confab.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.account.TestAccounts;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.cluster.Node;
import io.confab.shared.TestClock;
import io.confab.stomp.RecordingBroadcaster;
import io.confab.stomp.Signal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
@Import({FeedStore.class, Node.class})
class FeedsTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FEEDS = 30;

    final List<Signal> signals = new ArrayList<>();
    final FeedStore store;
    final JdbcClient jdbc;
    final AccountId root;
    final Feeds feeds;
    final Node node;
    final TestClock clock;
    final FeedRunner runner;

    FeedsTests(
            @Autowired FeedStore store,
            @Autowired JdbcClient jdbc,
            @Autowired Node node,
            @Autowired Accounts accounts,
            @Autowired Audit audit,
            @Autowired TestAccounts people,
            @Autowired TestClock clock,
            @Autowired PlatformTransactionManager transactions) {
        this.store = store;
        this.jdbc = jdbc;
        root = people.administrator("root-" + UUID.randomUUID().toString().substring(0, 8));
        feeds = new Feeds(
                List.of(),
                store,
                new LastValues(new RecordingBroadcaster()),
                new FeedSettings(Map.of(), 1000),
                accounts,
                audit,
                signal -> {},
                JSON,
                clock,
                transactions);
        this.node = node;
        this.clock = clock;
        runner = runner();
    }

    private FeedRunner runner() {
        return new FeedRunner(store, new LastValues(new RecordingBroadcaster()), signals::add, node, JSON, clock);
    }

    private record Still(String name) implements FeedSource {

        @Override
        public Duration interval() {
            return Duration.ofHours(1);
        }

        @Override
        public Object next(Instant now) {
            return "the same";
        }
    }

    /** Each value is the one after the last. */
    private static final class Counter implements FeedSource {

        private final String name;
        private int count;

        Counter(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration interval() {
            return Duration.ofHours(1);
        }

        @Override
        public void goOnFrom(JsonNode last) {
            count = last.asInt();
        }

        @Override
        public Object next(Instant now) {
            return ++count;
        }
    }

    private void tick(FeedRunner runner, Counter counter, int times) {
        runner.claim(List.of(counter.name()));
        for (int tick = 0; tick < times; tick++) {
            runner.tick(counter);
        }
    }

    private String last(String feed) {
        return store.find(feed).map(FeedValue::value).orElse("none");
    }

    @Test
    void whoTakesAFeedOverGoesOnFromItsLastValue() {
        var name = "counter-" + UUID.randomUUID();
        tick(runner, new Counter(name), 3);
        runner.release();
        assertThat(last(name)).isEqualTo("3");

        var next = runner();
        tick(next, new Counter(name), 2);
        next.release();
        assertThat(last(name)).isEqualTo("5");
    }

    /** The same source, which stood still while another node went on. */
    @Test
    void whoGetsAFeedBackGoesOnFromWhatAnotherSaid() {
        var name = "counter-" + UUID.randomUUID();
        var mine = new Counter(name);
        tick(runner, mine, 2);
        runner.release();
        var other = runner();
        tick(other, new Counter(name), 7);
        other.release();

        tick(runner, mine, 1);
        runner.release();
        assertThat(last(name)).isEqualTo("10");
    }

    @Test
    void whatANodeAloneHasSaidIsKnownToOneThatComesLater() {
        var still = new Still("still-" + UUID.randomUUID());
        var all = List.of(still.name());
        runner.claim(all);
        runner.tick(still);
        assertThat(store.find(still.name())).isEmpty();

        jdbc.sql("insert into node (id, started_at, lease_until) values ('later', ?, ?)")
                .param(OffsetDateTime.now(ZoneOffset.UTC))
                .param(OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))
                .update();
        try {
            runner.claim(all);
            runner.tick(still);
            runner.claim(all);
        } finally {
            jdbc.sql("delete from node where id = 'later'").update();
        }
        assertThat(store.find(still.name()))
                .hasValueSatisfying(value -> assertThat(value)
                        .returns("\"the same\"", FeedValue::value)
                        .returns(1L, FeedValue::number));
        assertThat(signals).hasSize(1);
    }

    @Test
    void twoThatPushTheFirstValueOfAFeedAtOnceBothDo() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int feed = 0; feed < FEEDS; feed++) {
                var name = "new-" + UUID.randomUUID();
                var together = new CyclicBarrier(2);
                var pushes = new ArrayList<Future<Boolean>>();
                for (int value = 0; value < 2; value++) {
                    var json = JSON.valueToTree(value);
                    Callable<Boolean> push = () -> {
                        together.await();
                        return feeds.push(new Actor(root.value(), null), name, json);
                    };
                    pushes.add(threads.submit(push));
                }
                for (var push : pushes) {
                    assertThat(push.get()).isTrue();
                }
                assertThat(feeds.last(name, root).orElseThrow().number()).isEqualTo(2);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

package io.confab.feed;

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
import io.confab.shared.TestClock;
import io.confab.stomp.RecordingBroadcaster;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
@Import(FeedStore.class)
class FeedsTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FEEDS = 30;

    final AccountId root;
    final Feeds feeds;

    FeedsTests(
            @Autowired FeedStore store,
            @Autowired Accounts accounts,
            @Autowired TestAccounts people,
            @Autowired TestClock clock,
            @Autowired PlatformTransactionManager transactions) {
        root = people.administrator("root-" + UUID.randomUUID().toString().substring(0, 8));
        feeds = new Feeds(
                List.of(),
                store,
                new LastValues(new RecordingBroadcaster()),
                new FeedSettings(Map.of(), 1000),
                accounts,
                signal -> {},
                JSON,
                clock,
                transactions);
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
                        return feeds.push(root, name, json);
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

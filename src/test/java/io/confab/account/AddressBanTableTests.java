package io.confab.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.confab.DatabaseTest;
import io.confab.account.AddressBanStore.Filter;
import io.confab.shared.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@DatabaseTest
@Import(AddressBanStore.class)
class AddressBanTableTests {

    private static final Duration DAY = Duration.ofDays(1);

    @Autowired
    AddressBanStore store;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void none() {
        jdbc.sql("delete from address_ban").update();
    }

    private void ban(String network, @Nullable Duration length) {
        var now = clock.instant();
        store.insert(new Network(network), "spam", new AccountId(1), now, length == null ? null : now.plus(length));
    }

    private List<String> networks(String query, @Nullable Boolean standing, AddressBanSort sort) {
        var networks = new ArrayList<String>();
        var filter = new Filter(query, standing, clock.instant());
        @Nullable String after = null;
        do {
            var page = store.page(filter, sort, after, 1);
            page.rows().forEach(row -> networks.add(row.network().text()));
            after = page.next();
        } while (after != null);
        assertThat(networks).hasSize((int) store.count(filter));
        return networks;
    }

    @Test
    void findsBySayingHowANetworkBeginsAndWhetherItIsOver() {
        ban("203.0.113.7", DAY);
        ban("203.0.113.0/24", null);
        ban("198.51.100.0/24", DAY.multipliedBy(2));
        clock.advance(DAY);

        assertThat(networks("203.", null, AddressBanSort.NEWEST)).containsExactly("203.0.113.0/24", "203.0.113.7");
        assertThat(networks("203.", true, AddressBanSort.NEWEST)).containsExactly("203.0.113.0/24");
        assertThat(networks("", false, AddressBanSort.NEWEST)).containsExactly("203.0.113.7");
        assertThat(networks("%", null, AddressBanSort.NEWEST)).isEmpty();
    }

    @Test
    void pagesInEveryOrder() {
        ban("203.0.113.0/24", null);
        ban("203.0.113.7", DAY);
        ban("198.51.100.0/24", null);
        ban("192.0.2.1", DAY.multipliedBy(2));

        assertThat(networks("", null, AddressBanSort.NEWEST))
                .containsExactly("192.0.2.1", "198.51.100.0/24", "203.0.113.7", "203.0.113.0/24");
        assertThat(networks("", null, AddressBanSort.NETWORK))
                .containsExactly("192.0.2.1", "198.51.100.0/24", "203.0.113.0/24", "203.0.113.7");
        assertThat(networks("", null, AddressBanSort.ENDING))
                .containsExactly("203.0.113.7", "192.0.2.1", "203.0.113.0/24", "198.51.100.0/24");
    }
}

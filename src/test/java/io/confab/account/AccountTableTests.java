package io.confab.account;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import io.confab.DatabaseTest;
import io.confab.account.AccountTable.Filter;
import io.confab.account.AccountTable.Sort;
import io.confab.account.AccountTable.State;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
@Import(AccountTable.class)
class AccountTableTests {

    private static final int PEOPLE = 7;

    static int run;

    @Autowired
    AccountTable table;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    String prefix;

    @BeforeEach
    void people() {
        prefix = "table-" + ++run + "-";
        for (int i = 0; i < PEOPLE; i++) {
            accounts.person(prefix + i);
        }
    }

    private Filter all() {
        return new Filter(prefix, null, null);
    }

    @Test
    void pagesInEveryOrderWithoutLeavingOutOrRepeating() {
        for (var sort : Sort.values()) {
            var names = new ArrayList<String>();
            @Nullable String after = null;
            do {
                var page = table.page(all(), sort, after, 3);
                assertThat(page.total()).isEqualTo(PEOPLE);
                page.accounts().forEach(row -> names.add(row.account().username()));
                after = page.next();
            } while (after != null);
            assertThat(names).as(sort.name()).hasSize(PEOPLE);
            assertThat(new HashSet<>(names)).hasSize(PEOPLE);
        }
    }

    @Test
    void filtersByRoleAndState() {
        accounts.administrator(prefix + "root");
        accounts.guest(prefix + "guest");
        var owner = accounts.person(prefix + "owner");
        accounts.bot(prefix + "bot", owner);
        jdbc.sql("update account set disabled_at = current_timestamp where username = ?")
                .param(prefix + 0)
                .update();

        assertThat(find(new Filter(prefix, AccountRole.ADMINISTRATOR, null))).containsExactly(prefix + "root");
        assertThat(find(new Filter(prefix, null, State.GUEST))).containsExactly(prefix + "guest");
        assertThat(find(new Filter(prefix, null, State.DISABLED))).containsExactly(prefix + 0);
        assertThat(find(new Filter(prefix, null, State.ACTIVE))).hasSize(PEOPLE + 3);
        assertThat(table.page(new Filter(prefix, null, State.BOT), Sort.NEWEST, null, 10)
                        .accounts())
                .singleElement()
                .returns(prefix + "bot", row -> row.account().username())
                .returns(true, row -> row.account().bot())
                .returns(new AccountView(owner.value(), prefix + "owner", prefix + "owner"), AccountTable.Row::owner);
    }

    @Test
    void whoIsBannedIsFoundForAsLongAsThat() {
        jdbc.sql("update account set banned_until = ? where username = ?")
                .param(clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC))
                .param(prefix + 1)
                .update();

        assertThat(table.page(new Filter(prefix, null, State.BANNED), Sort.NEWEST, null, 10)
                        .accounts())
                .singleElement()
                .returns(clock.instant().plusSeconds(60), AccountTable.Row::bannedUntil);
        clock.advance(Duration.ofSeconds(60));
        assertThat(find(new Filter(prefix, null, State.BANNED))).isEmpty();
    }

    @Test
    void aPageThatWasNotGivenOutIsRefused() {
        for (var after :
                List.of("?", "bm9uZQ", table.page(all(), Sort.USERNAME, null, 1).next() + "")) {
            assertThatExceptionOfType(Refusal.class)
                    .as(after)
                    .isThrownBy(() -> table.page(all(), Sort.NEWEST, after, 1))
                    .returns("after", Refusal::field);
        }
    }

    private List<String> find(Filter filter) {
        return table.page(filter, Sort.USERNAME, null, 100).accounts().stream()
                .map(row -> row.account().username())
                .toList();
    }
}

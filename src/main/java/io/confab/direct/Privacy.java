package io.confab.direct;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

import static java.util.Objects.requireNonNull;

/** What an account has decided for itself: from whom it takes messages, whom it blocks, whether it shows how far it has read. */
@Service
class Privacy {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Clock clock;

    Privacy(JdbcClient jdbc, Accounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    DirectSettings settings(AccountId account) {
        return jdbc.sql("select accept, read_receipts from direct_setting where account = ?")
                .param(account.value())
                .query((row, number) -> new DirectSettings(
                        Acceptance.valueOf(row.getString("accept")), row.getBoolean("read_receipts")))
                .optional()
                .orElse(DirectSettings.DEFAULT);
    }

    /** What is null stays as it is. */
    DirectSettings change(AccountId account, @Nullable Acceptance accept, @Nullable Boolean readReceipts) {
        if (update(account, accept, readReceipts) == 0) {
            try {
                jdbc.sql("insert into direct_setting (account, accept, read_receipts) values (?, ?, ?)")
                        .params(
                                account.value(),
                                (accept == null ? DirectSettings.DEFAULT.accept() : accept).name(),
                                readReceipts == null ? DirectSettings.DEFAULT.readReceipts() : readReceipts)
                        .update();
            } catch (DuplicateKeyException anotherDevice) {
                update(account, accept, readReceipts);
            }
        }
        return settings(account);
    }

    private int update(AccountId account, @Nullable Acceptance accept, @Nullable Boolean readReceipts) {
        return jdbc.sql("""
                        update direct_setting set accept = coalesce(cast(? as varchar), accept),
                            read_receipts = coalesce(cast(? as boolean), read_receipts)
                        where account = ?""")
                .param(1, accept == null ? null : accept.name(), java.sql.Types.VARCHAR)
                .param(2, readReceipts, java.sql.Types.BOOLEAN)
                .param(3, account.value())
                .update();
    }

    List<Block> blocks(AccountId account) {
        var rows = jdbc.sql(
                        "select blocked, created_at from account_block where account = ? order by created_at desc, blocked")
                .param(account.value())
                .query((row, number) -> new Blocked(
                        new AccountId(row.getLong("blocked")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
        var views = accounts.views(rows.stream().map(Blocked::account).toList());
        return rows.stream()
                .map(row -> new Block(requireNonNull(views.get(row.account())), row.at()))
                .toList();
    }

    /** Takes no private messages from them any more. Whoever is blocked stays so, and is told nothing. */
    void block(AccountId account, String username) {
        var other = named(username);
        if (other.equals(account)) {
            throw ErrorCode.INVALID.because("Nobody blocks themselves.");
        }
        try {
            jdbc.sql("insert into account_block (account, blocked, created_at) values (?, ?, ?)")
                    .params(
                            account.value(),
                            other.value(),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException already) {
            // As it should be.
        }
    }

    void unblock(AccountId account, String username) {
        jdbc.sql("delete from account_block where account = ? and blocked = ?")
                .params(account.value(), named(username).value())
                .update();
    }

    private AccountId named(String username) {
        return new AccountId(accounts.requireByUsername(username).id());
    }

    record Block(AccountView account, Instant createdAt) {}

    private record Blocked(AccountId account, Instant at) {}
}

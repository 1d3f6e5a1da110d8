package io.confab.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AddressBanStore.Filter;
import io.confab.account.AddressBanStore.Row;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Keeps guests and new accounts of a network out: they neither come in nor register, and who is there has to leave. For
 * administrators, who alone see addresses. It ends by itself, because its time is compared wherever it matters.
 */
@Service
public class AddressBans {

    private final AddressBanStore store;
    private final Accounts accounts;
    private final ControlLog control;
    private final Audit audit;
    private final Clock clock;

    AddressBans(AddressBanStore store, Accounts accounts, ControlLog control, Audit audit, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.control = control;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A standing one of the same network is replaced.
     *
     * @param until null for no end
     * @throws Refusal {@code invalid} at {@code network} or {@code until}
     */
    public AddressBan impose(Actor by, String network, String reason, @Nullable Instant until) {
        var range = Network.of(network);
        if (until != null && (!until.isAfter(now()) || !until.isBefore(Restriction.FOREVER))) {
            throw ErrorCode.INVALID
                    .because("The end is to come, and before the year 9999.")
                    .at("until");
        }
        var me = new AccountId(by.account());
        var act = Act.of("address-ban.imposed", by)
                .because(reason)
                .with("network", range.text())
                .with("until", until);
        return change(act, () -> {
            store.liftAll(range, me, now());
            return store.insert(range, reason, me, now(), until);
        });
    }

    /** @throws Refusal {@code not-found}, or {@code stale} if it is over */
    public void lift(Actor by, long id, @Nullable String reason) {
        var known = store.find(id).orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such ban of a network."));
        var act = Act.of("address-ban.lifted", by)
                .because(reason)
                .with("network", known.network().text());
        change(act, () -> {
            if (!store.lift(id, new AccountId(by.account()), now())) {
                throw ErrorCode.STALE.because("This ban is over.");
            }
            return id;
        });
    }

    private interface Step {
        long take();
    }

    private AddressBan change(Act act, Step step) {
        var me = new AccountId(act.by().account());
        return audit.carryOut(act, () -> {
            accounts.requireAdministrator(me);
            accounts.requireWriter(me);
            long id = step.take();
            control.write(new ControlEntry(BannedAddresses.CHANGED, Long.toString(id)));
            return views(List.of(store.find(id).orElseThrow())).get(0);
        });
    }

    /** @param next where the next page goes on, null if this is the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<AddressBan> bans, @Nullable String next, long total) {}

    /**
     * Those whose networks begin so.
     *
     * @param standing only those that are in force, or only those that are over; null for both
     */
    public Page page(
            AccountId reader,
            String query,
            @Nullable Boolean standing,
            AddressBanSort sort,
            @Nullable String after,
            int limit) {
        accounts.requireAdministrator(reader);
        var filter = new Filter(query, standing, now());
        var page = store.page(filter, sort, after, limit);
        return new Page(views(page.rows()), page.next(), store.count(filter));
    }

    private List<AddressBan> views(List<Row> rows) {
        var people = new HashSet<AccountId>();
        for (var row : rows) {
            people.add(row.imposedBy());
            if (row.liftedBy() != null) {
                people.add(row.liftedBy());
            }
        }
        var names = accounts.views(people);
        return rows.stream().map(row -> view(row, names)).toList();
    }

    private static AddressBan view(Row row, Map<AccountId, AccountView> names) {
        return new AddressBan(
                row.id(),
                row.network().text(),
                row.reason(),
                Objects.requireNonNull(names.get(row.imposedBy())),
                row.createdAt(),
                row.until(),
                row.liftedAt(),
                row.liftedBy() == null ? null : names.get(row.liftedBy()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

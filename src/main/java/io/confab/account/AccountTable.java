package io.confab.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.shared.Columns;
import io.confab.shared.SortKey;
import io.confab.shared.SortKey.Type;
import io.confab.shared.SortedPage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** All the accounts there are, for those who administrate them. */
@Service
public class AccountTable {

    private static final String FROM = """
            from account a left join account o on o.id = a.owner where (a.username like ? escape '\\' or a.search_name like ? escape '\\')""";

    private static final SortKey.Id<Row> ID =
            new SortKey.Id<>("a.id", Type.NUMBER, row -> row.account().id());

    private final JdbcClient jdbc;
    private final Clock clock;

    AccountTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public enum Sort {
        USERNAME("a.username", Type.TEXT, false, row -> row.account().username()),
        NEWEST("a.created_at", Type.TIME, true, Row::createdAt);

        private final SortKey<Row> key;

        Sort(String column, Type type, boolean descending, Function<Row, Object> value) {
            this.key = new SortKey<>(column, type, descending, value, ID);
        }
    }

    public enum State {
        ACTIVE("a.disabled_at is null"),
        DISABLED("a.disabled_at is not null"),
        /** The one that holds at a time, which is the parameter. */
        BANNED("a.banned_until > ?"),
        GUEST("a.guest"),
        BOT("a.owner is not null");

        private final String condition;

        State(String condition) {
            this.condition = condition;
        }
    }

    /** Those whose names begin so, and for which all holds that is not null. */
    public record Filter(
            String query,
            @Nullable AccountRole role,
            @Nullable State state) {}

    /**
     * @param owner whose bot it is, if it is one
     * @param bannedUntil since when the last ban is over, or when it will be; long after this if it has no end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            AccountView account,
            AccountRole role,
            boolean guest,
            @Nullable AccountView owner,
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable Instant lastSeenAt,
            @Nullable Instant bannedUntil) {}

    /** @param next where the next page goes on, null if this is the last */
    public record Page(List<Row> accounts, @Nullable String next, long total) {}

    public Page page(Filter filter, Sort sort, @Nullable String after, int limit) {
        var parameters = new ArrayList<Object>();
        var pattern = AccountRepository.startingWith(filter.query());
        parameters.add(pattern);
        parameters.add(pattern);
        var where = new StringBuilder(FROM);
        if (filter.role() != null) {
            where.append(" and a.role = ?");
            parameters.add(filter.role().name());
        }
        if (filter.state() != null) {
            where.append(" and ").append(filter.state().condition);
            if (filter.state() == State.BANNED) {
                parameters.add(clock.instant().atOffset(ZoneOffset.UTC));
            }
        }
        long total = jdbc.sql("select count(*) " + where)
                .params(parameters)
                .query(Long.class)
                .single();
        if (after != null) {
            parameters.addAll(sort.key.parse(after));
            where.append(" and ").append(sort.key.behind());
        }
        var found = jdbc.sql("""
                        select a.id, a.username, a.display_name, a.role, a.guest, a.created_at, a.disabled_at, a.banned_until,
                            o.id as owner, o.username as owner_username, o.display_name as owner_display_name,
                            (select max(s.last_seen_at) from sign_in s where s.account = a.id) as last_seen_at
                        """ + where + sort.key.orderBy() + " limit " + (limit + 1))
                .params(parameters)
                .query(AccountTable::row)
                .list();
        var page = SortedPage.of(found, limit, sort.key);
        return new Page(page.rows(), page.next(), total);
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                new AccountView(
                        row.getLong("id"),
                        row.getString("username"),
                        row.getString("display_name"),
                        row.getObject("owner") != null),
                AccountRole.valueOf(row.getString("role")),
                row.getBoolean("guest"),
                owner(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Columns.instant(row, "disabled_at"),
                Columns.instant(row, "last_seen_at"),
                Columns.instant(row, "banned_until"));
    }

    private static @Nullable AccountView owner(ResultSet row) throws SQLException {
        var owner = row.getObject("owner", Long.class);
        return owner == null
                ? null
                : new AccountView(owner, row.getString("owner_username"), row.getString("owner_display_name"));
    }
}

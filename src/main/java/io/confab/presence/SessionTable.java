package io.confab.presence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.shared.ErrorCode;
import io.confab.shared.SortKey;
import io.confab.shared.SortKey.Type;
import io.confab.shared.SortedPage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The live sessions of all nodes, for those who watch over them. */
@Service
public class SessionTable {

    private static final String FROM = """
            from session s join account a on a.id = s.account
            where (a.username like ? escape '\\' or a.search_name like ? escape '\\' or ? and s.address like ? escape '\\')""";

    private static final SortKey.Id<Row> ID = new SortKey.Id<>("s.id", Type.UUID, Row::id);

    private final JdbcClient jdbc;
    private final SessionStore sessions;

    SessionTable(JdbcClient jdbc, SessionStore sessions) {
        this.jdbc = jdbc;
        this.sessions = sessions;
    }

    public enum Sort {
        NEWEST("s.connected_at", Type.TIME, true, Row::connectedAt),
        ACCOUNT("a.username", Type.TEXT, false, row -> row.account().username()),
        ADDRESS("coalesce(s.address, '')", Type.TEXT, false, row -> Objects.requireNonNullElse(row.address(), "")),
        LAG(
                "coalesce(s.waiting_bytes, 0)",
                Type.NUMBER,
                true,
                row -> row.lag() == null ? 0L : row.lag().waitingBytes());

        private final SortKey<Row> key;

        Sort(String column, Type type, boolean descending, Function<Row, Object> value) {
            this.key = new SortKey<>(column, type, descending, value, ID);
        }
    }

    /**
     * @param query     the beginning of a name or an address
     * @param node      the node's id; null for all
     * @param addresses whether to show addresses, and to look for them
     */
    public record Filter(String query, @Nullable String node, boolean addresses) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            UUID id,
            AccountView account,
            String node,
            Instant connectedAt,
            String transport,
            @Nullable String address,
            @Nullable String userAgent,
            boolean idle,
            @Nullable Lag lag) {

        /**
         * How far the client is behind; null where it keeps up.
         *
         * @param waitingBytes what it had not taken yet when its node looked last, some seconds ago at most
         * @param stalledSince since when it had taken nothing of that
         */
        public record Lag(long waitingBytes, Instant stalledSince) {}
    }

    /** @param next where the next page goes on, null if this is the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<Row> sessions, @Nullable String next, long total) {}

    public Page page(Filter filter, Sort sort, @Nullable String after, int limit) {
        if (sort == Sort.ADDRESS && !filter.addresses()) {
            throw ErrorCode.FORBIDDEN.because("Addresses are for those who administrate the server.");
        }
        var pattern = filter.query().strip().toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%";
        var parameters = new ArrayList<Object>(List.of(pattern, pattern, filter.addresses(), pattern));
        var where = new StringBuilder(FROM);
        if (filter.node() != null) {
            where.append(" and s.node = ?");
            parameters.add(filter.node());
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
                        select s.id, s.account, a.username, a.display_name, a.owner is not null as bot, s.node, s.connected_at, s.transport, s.address,
                            s.user_agent, s.idle, s.waiting_bytes, s.stalled_since
                        """ + where + sort.key.orderBy() + " limit " + (limit + 1))
                .params(parameters)
                .query((row, index) -> row(row, filter.addresses()))
                .list();
        var page = SortedPage.of(found, limit, sort.key);
        return new Page(page.rows(), page.next(), total);
    }

    /** Whose session it is, or nothing if it has ended. */
    public Optional<AccountId> owner(UUID session) {
        return jdbc.sql("select account from session where id = ?")
                .param(session)
                .query(Long.class)
                .optional()
                .map(AccountId::new);
    }

    /** How many sessions these accounts have; who has none is left out. */
    public Map<Long, Integer> counts(Collection<Long> accounts) {
        return accounts.isEmpty()
                ? Map.of()
                : sessions.count(accounts).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, count -> count.getValue().all()));
    }

    private static Row row(ResultSet row, boolean addresses) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new AccountView(
                        row.getLong("account"),
                        row.getString("username"),
                        row.getString("display_name"),
                        row.getBoolean("bot")),
                row.getString("node"),
                row.getObject("connected_at", OffsetDateTime.class).toInstant(),
                row.getString("transport"),
                addresses ? row.getString("address") : null,
                row.getString("user_agent"),
                row.getBoolean("idle"),
                lag(row));
    }

    private static Row.@Nullable Lag lag(ResultSet row) throws SQLException {
        var waiting = row.getObject("waiting_bytes", Long.class);
        return waiting == null
                ? null
                : new Row.Lag(
                        waiting,
                        row.getObject("stalled_since", OffsetDateTime.class).toInstant());
    }
}

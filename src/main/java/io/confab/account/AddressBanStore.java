package io.confab.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.confab.shared.Columns;
import io.confab.shared.SortedPage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of networks that are banned, or were. */
@Repository
class AddressBanStore {

    private static final String SELECT =
            "select id, network, reason, imposed_by, created_at, until, lifted_at, lifted_by from address_ban where ";

    /** In force at a time, which is the parameter. */
    private static final String STANDING = "lifted_at is null and (until is null or until > ?)";

    private final JdbcClient jdbc;

    AddressBanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(
            long id,
            Network network,
            String reason,
            AccountId imposedBy,
            Instant createdAt,
            @Nullable Instant until,
            @Nullable Instant liftedAt,
            @Nullable AccountId liftedBy) {

        boolean isStanding(Instant now) {
            return liftedAt == null && (until == null || until.isAfter(now));
        }
    }

    long insert(Network network, String reason, AccountId by, Instant now, @Nullable Instant until) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into address_ban (network, reason, imposed_by, created_at, until) values (?, ?, ?, ?, ?)")
                .param(network.text())
                .param(reason)
                .param(by.value())
                .param(utc(now))
                .param(until == null ? null : utc(until))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** Whether it was in force. */
    boolean lift(long id, AccountId by, Instant now) {
        return jdbc.sql("update address_ban set lifted_at = ?, lifted_by = ? where id = ? and " + STANDING)
                        .params(utc(now), by.value(), id, utc(now))
                        .update()
                == 1;
    }

    void liftAll(Network network, AccountId by, Instant now) {
        jdbc.sql("update address_ban set lifted_at = ?, lifted_by = ? where network = ? and " + STANDING)
                .params(utc(now), by.value(), network.text(), utc(now))
                .update();
    }

    Optional<Row> find(long id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(AddressBanStore::row).optional();
    }

    List<Row> standing(Instant now) {
        return jdbc.sql(SELECT + STANDING)
                .param(utc(now))
                .query(AddressBanStore::row)
                .list();
    }

    /** Those that begin so, and are in force at a time or not; null for both. */
    record Filter(String query, @Nullable Boolean standing, Instant now) {}

    SortedPage<Row> page(Filter filter, AddressBanSort sort, @Nullable String after, int limit) {
        var where = new Where(filter);
        if (after != null) {
            where.add(sort.key().behind(), sort.key().parse(after));
        }
        var found = jdbc.sql(SELECT + where.text + sort.key().orderBy() + " limit " + (limit + 1))
                .params(where.parameters)
                .query(AddressBanStore::row)
                .list();
        return SortedPage.of(found, limit, sort.key());
    }

    long count(Filter filter) {
        var where = new Where(filter);
        return jdbc.sql("select count(*) from address_ban where " + where.text)
                .params(where.parameters)
                .query(Long.class)
                .single();
    }

    private static final class Where {

        private final StringBuilder text = new StringBuilder("network like ? escape '\\'");
        private final List<Object> parameters = new ArrayList<>();

        Where(Filter filter) {
            parameters.add(AccountRepository.startingWith(filter.query()));
            if (filter.standing() != null) {
                add((filter.standing() ? "(" : "not (") + STANDING + ")", List.of(utc(filter.now())));
            }
        }

        void add(String condition, List<Object> values) {
            text.append(" and ").append(condition);
            parameters.addAll(values);
        }
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        var liftedBy = row.getObject("lifted_by", Long.class);
        return new Row(
                row.getLong("id"),
                new Network(Objects.requireNonNull(row.getString("network"))),
                Objects.requireNonNull(row.getString("reason")),
                new AccountId(row.getLong("imposed_by")),
                Objects.requireNonNull(Columns.instant(row, "created_at")),
                Columns.instant(row, "until"),
                Columns.instant(row, "lifted_at"),
                liftedBy == null ? null : new AccountId(liftedBy));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

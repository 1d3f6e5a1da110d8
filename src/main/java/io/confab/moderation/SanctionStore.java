package io.confab.moderation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import io.confab.shared.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The rows of decisions. */
@Repository
class SanctionStore {

    private static final String SELECT = """
            select id, kind, account, room, reason, imposed_by, created_at, until, lifted_at, lifted_by,
                appeal, appealed_at, appeal_outcome, appeal_answer, appeal_answered_by, appeal_answered_at, moderation_case
            from sanction where """ + " ";

    /** In force at a time, which is the parameter. */
    private static final String STANDING = "kind <> 'KICK' and lifted_at is null and (until is null or until > ?)";

    private final JdbcClient jdbc;

    SanctionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those for which all holds that is not null. {@code appealed}: only those with an appeal that waits for an answer. */
    record Filter(
            @Nullable AccountId account,
            @Nullable RoomId room,
            @Nullable SanctionKind kind,
            @Nullable Boolean standing,
            @Nullable Boolean appealed,
            @Nullable Long moderationCase) {

        Filter(
                @Nullable AccountId account,
                @Nullable RoomId room,
                @Nullable SanctionKind kind,
                @Nullable Boolean standing) {
            this(account, room, kind, standing, null, null);
        }
    }

    /** The id that the decision got; its own is not looked at. */
    long insert(Sanction sanction) {
        var key = new GeneratedKeyHolder();
        var room = sanction.room();
        var until = sanction.until();
        jdbc.sql("""
                insert into sanction (kind, account, room, reason, imposed_by, created_at, until, moderation_case)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(sanction.kind().name())
                .param(sanction.account().value())
                .param(room == null ? null : room.value())
                .param(sanction.reason())
                .param(sanction.imposedBy().value())
                .param(utc(sanction.createdAt()))
                .param(until == null ? null : utc(until))
                .param(sanction.moderationCase())
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    void lift(long id, AccountId by, Instant now) {
        jdbc.sql("update sanction set lifted_at = ?, lifted_by = ? where id = ? and lifted_at is null")
                .params(utc(now), by.value(), id)
                .update();
    }

    /** Whether nobody had appealed before. */
    boolean appeal(long id, String text, Instant now) {
        return jdbc.sql("update sanction set appeal = ?, appealed_at = ? where id = ? and appeal is null")
                        .params(text, utc(now), id)
                        .update()
                == 1;
    }

    /** Whether there was an appeal that nobody had answered. */
    boolean answer(long id, Appeal.Answer answer) {
        return jdbc.sql("""
                        update sanction set appeal_outcome = ?, appeal_answer = ?, appeal_answered_by = ?, appeal_answered_at = ?
                        where id = ? and appeal is not null and appeal_outcome is null""")
                        .params(
                                answer.outcome().name(),
                                answer.text(),
                                answer.by().value(),
                                utc(answer.at()),
                                id)
                        .update()
                == 1;
    }

    /** Makes an appeal that waits for an answer one against another decision. */
    void carryAppeal(Sanction from, long to) {
        var appeal = from.appeal();
        if (appeal != null && withdrawAppeal(from.id())) {
            appeal(to, appeal.text(), appeal.at());
        }
    }

    private boolean withdrawAppeal(long id) {
        return jdbc.sql("""
                        update sanction set appeal = null, appealed_at = null
                        where id = ? and appeal is not null and appeal_outcome is null""").param(id).update() == 1;
    }

    Optional<Sanction> find(long id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(SanctionStore::row).optional();
    }

    /** Of the same kind, for the same account in the same place, and in force now. */
    List<Sanction> standing(Sanction like, Instant now) {
        var room = like.room();
        var in = room == null ? "room is null" : "room = " + room.value();
        return jdbc.sql(SELECT + "account = ? and kind = ? and " + in + " and " + STANDING)
                .params(like.account().value(), like.kind().name(), utc(now))
                .query(SanctionStore::row)
                .list();
    }

    /** Newest first. */
    List<Sanction> page(Filter filter, Instant now, long before, int limit) {
        var where = new StringBuilder("id < ?");
        var parameters = new ArrayList<Object>();
        parameters.add(before);
        if (filter.account() != null) {
            where.append(" and account = ?");
            parameters.add(filter.account().value());
        }
        if (filter.room() != null) {
            where.append(" and room = ?");
            parameters.add(filter.room().value());
        }
        if (filter.kind() != null) {
            where.append(" and kind = ?");
            parameters.add(filter.kind().name());
        }
        if (filter.standing() != null) {
            where.append(filter.standing() ? " and " : " and not ")
                    .append("(")
                    .append(STANDING)
                    .append(")");
            parameters.add(utc(now));
        }
        if (filter.moderationCase() != null) {
            where.append(" and moderation_case = ?");
            parameters.add(filter.moderationCase());
        }
        if (Boolean.TRUE.equals(filter.appealed())) {
            where.append(" and appeal is not null and appeal_outcome is null");
        }
        return jdbc.sql(SELECT + where + " order by id desc limit " + limit)
                .params(parameters)
                .query(SanctionStore::row)
                .list();
    }

    private static Sanction row(ResultSet row, int index) throws SQLException {
        var room = row.getObject("room", Long.class);
        var liftedBy = row.getObject("lifted_by", Long.class);
        return new Sanction(
                row.getLong("id"),
                SanctionKind.valueOf(row.getString("kind")),
                new AccountId(row.getLong("account")),
                room == null ? null : new RoomId(room),
                Objects.requireNonNull(row.getString("reason")),
                new AccountId(row.getLong("imposed_by")),
                Objects.requireNonNull(Columns.instant(row, "created_at")),
                Columns.instant(row, "until"),
                Columns.instant(row, "lifted_at"),
                liftedBy == null ? null : new AccountId(liftedBy),
                appeal(row),
                row.getObject("moderation_case", Long.class));
    }

    private static @Nullable Appeal appeal(ResultSet row) throws SQLException {
        var text = row.getString("appeal");
        if (text == null) {
            return null;
        }
        var outcome = row.getString("appeal_outcome");
        var answer = outcome == null
                ? null
                : new Appeal.Answer(
                        Appeal.Outcome.valueOf(outcome),
                        Objects.requireNonNull(row.getString("appeal_answer")),
                        new AccountId(row.getLong("appeal_answered_by")),
                        Objects.requireNonNull(Columns.instant(row, "appeal_answered_at")));
        return new Appeal(text, Objects.requireNonNull(Columns.instant(row, "appealed_at")), answer);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

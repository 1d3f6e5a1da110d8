package io.confab.room;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

/** All the rooms there are but direct ones, for those who administrate the server: how large they are, not what is said. */
@Service
public class RoomTable {

    private static final String FROM = " from room r where r.kind <> 'DIRECT' and r.name_key like ? escape '\\'";

    private static final SortKey.Id<Row> ID = new SortKey.Id<>("r.id", Type.NUMBER, Row::id);

    private final JdbcClient jdbc;

    RoomTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public enum Sort {
        NAME("r.name_key", Type.TEXT, false, row -> RoomName.key(row.name())),
        NEWEST("r.created_at", Type.TIME, true, Row::createdAt),
        MEMBERS("r.member_count", Type.NUMBER, true, Row::memberCount),
        MESSAGES("r.head_seq", Type.NUMBER, true, Row::messages);

        private final SortKey<Row> key;

        Sort(String column, Type type, boolean descending, Function<Row, Object> value) {
            this.key = new SortKey<>(column, type, descending, value, ID);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            long id,
            String name,
            RoomKind kind,
            int memberCount,
            long messages,
            Instant createdAt,
            @Nullable Instant lastPostedAt,
            @Nullable Instant archivedAt) {}

    /** @param next where the next page goes on, null if this is the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<Row> rooms, @Nullable String next, long total) {}

    /** Those whose name contains the text. */
    public Page page(String query, Sort sort, @Nullable String after, int limit) {
        var parameters = new ArrayList<Object>();
        parameters.add("%" + RoomName.key(query).replaceAll("[\\\\%_]", "\\\\$0") + "%");
        long total = jdbc.sql("select count(*)" + FROM)
                .params(parameters)
                .query(Long.class)
                .single();
        var where = new StringBuilder(FROM);
        if (after != null) {
            parameters.addAll(sort.key.parse(after));
            where.append(" and ").append(sort.key.behind());
        }
        var found = jdbc.sql("""
                        select r.id, r.name, r.kind, r.member_count, r.head_seq, r.created_at, r.last_posted_at, r.archived_at
                        """ + where + sort.key.orderBy() + " limit " + (limit + 1))
                .params(parameters)
                .query(RoomTable::row)
                .list();
        var page = SortedPage.of(found, limit, sort.key);
        return new Page(page.rows(), page.next(), total);
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("name"),
                RoomKind.valueOf(row.getString("kind")),
                row.getInt("member_count"),
                row.getLong("head_seq"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Columns.instant(row, "last_posted_at"),
                Columns.instant(row, "archived_at"));
    }
}

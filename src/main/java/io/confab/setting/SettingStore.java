package io.confab.setting;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of what was chosen. */
@Repository
class SettingStore {

    private final JdbcClient jdbc;

    SettingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(String name, String text, long changedBy, Instant changedAt) {}

    List<Row> all() {
        return jdbc.sql("select name, text, changed_by, changed_at from setting")
                .query((row, index) -> new Row(
                        Objects.requireNonNull(row.getString("name")),
                        Objects.requireNonNull(row.getString("text")),
                        row.getLong("changed_by"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void delete(String name) {
        jdbc.sql("delete from setting where name = ?").param(name).update();
    }

    void insert(Row row) {
        jdbc.sql("insert into setting (name, text, changed_by, changed_at) values (?, ?, ?, ?)")
                .params(row.name(), row.text(), row.changedBy(), row.changedAt().atOffset(ZoneOffset.UTC))
                .update();
    }
}

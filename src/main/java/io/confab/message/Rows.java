package io.confab.message;

import java.util.Collection;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;

/** Writes many rows with one statement, and asks the database nothing if there are none. */
final class Rows {

    private Rows() {}

    static <T> void write(
            JdbcTemplate jdbc, String sql, Collection<T> rows, ParameterizedPreparedStatementSetter<T> setter) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows, rows.size(), setter);
        }
    }
}

package io.confab.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.stereotype.Component;

/** Sees to it that no id is given out twice when a server is killed that has just migrated its H2 database. */
@Component
class IdentityMargins extends BaseCallback {

    /*
     * H2 takes ids in portions and writes the end of the portion to the disk, so that after a crash it goes on behind it.
     * ALTER TABLE copies the table and writes the next id in its place, and H2 (2.4.240) believes that the end stands
     * there: until the process ends or the portion is used up, the ids of what commits are given out again after a
     * crash. To change an option of the identity, even to what it is, writes the end anew.
     */

    /** H2's own default: org.h2.schema.Sequence. */
    private static final int CACHE = 32;

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            var connection = context.getConnection();
            if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
                for (var identity : identities(connection)) {
                    try (var statement = connection.createStatement()) {
                        statement.execute("alter table " + identity + " set cache " + CACHE);
                    }
                }
            }
        } catch (SQLException failure) {
            throw new FlywayException("The ids could not be made safe against a crash", failure);
        }
    }

    private static List<String> identities(Connection connection) throws SQLException {
        var identities = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select table_name, column_name from information_schema.columns
                        where table_schema = current_schema and is_identity = 'YES'""")) {
            while (rows.next()) {
                identities.add('"' + rows.getString(1) + "\" alter column \"" + rows.getString(2) + '"');
            }
        }
        return identities;
    }
}

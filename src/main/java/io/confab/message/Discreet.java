package io.confab.message;

import java.sql.SQLException;
import java.util.ArrayList;

/**
 * A failure of the database as it is logged: where it happened and of what kind it is. What the database and its driver
 * say of it may quote what people wrote.
 */
final class Discreet extends RuntimeException {

    private Discreet(String kind, StackTraceElement[] where) {
        super(kind);
        setStackTrace(where);
    }

    /** The failure without the words of the database, or the failure itself if that has no part in it. */
    static Throwable of(Throwable failure) {
        var kinds = new ArrayList<String>();
        var ofDatabase = false;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var kind = cause.getClass().getName();
            if (cause instanceof SQLException sql) {
                ofDatabase = true;
                kind += " " + sql.getSQLState();
            }
            kinds.add(kind);
        }
        return ofDatabase ? new Discreet(String.join(", by ", kinds), failure.getStackTrace()) : failure;
    }
}

package io.confab.shared;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import jakarta.persistence.PersistenceException;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that is away, or cannot write, from a statement that it did not like. */
public final class Outage {

    /*
     * PostgreSQL: 08 connection, 53 out of disk, memory or connections, 57P it is shut down, 58 its files, 25006 it is
     * another one's standby now.
     * H2, whose states are its error numbers: 90028 and 90031 the file cannot be written, 90067 the connection and 90098
     * the database is closed.
     */
    private static final Set<String> CLASSES = Set.of("08", "53", "58");
    private static final Set<String> STATES =
            Set.of("25006", "57P01", "57P02", "57P03", "90028", "90031", "90067", "90098", "90121");

    private Outage() {}

    /** Whether the database is away, or cannot write, and every other command fails just so. */
    public static boolean caused(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionException // it could not even be rolled back
                    || cause instanceof IOException // below H2's "general error": its file could not be written
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLException sql && isOutage(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the database did not do what it was asked, for a reason that the next try may not meet. */
    public static boolean mayPass(Throwable failure) {
        return (failure instanceof DataAccessException && !(failure instanceof DataIntegrityViolationException))
                || failure instanceof org.springframework.transaction.TransactionException
                || failure instanceof PersistenceException;
    }

    private static boolean isOutage(@Nullable String state) {
        return state != null
                && (STATES.contains(state) || state.length() == 5 && CLASSES.contains(state.substring(0, 2)));
    }
}

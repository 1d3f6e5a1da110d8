package io.confab.shared;

import java.sql.SQLException;
import java.util.Set;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Tells the connection pool which of H2's failures mean that a connection is of no use any more. H2 closes the whole
 * database when its file cannot be written; new connections open it again, but the pool knows only the standard's codes
 * for a dead connection and would hand out the old ones for ever.
 */
public final class DeadConnection implements SQLExceptionOverride {

    // org.h2.api.ErrorCode: CONNECTION_BROKEN_1, DATABASE_IS_CLOSED, OBJECT_CLOSED, DATABASE_CALLED_AT_SHUTDOWN
    private static final Set<Integer> H2 = Set.of(90067, 90098, 90007, 90121);

    // PostgreSQL: read_only_sql_transaction, of a server that is a standby now; idle_in_transaction_session_timeout
    private static final Set<String> POSTGRESQL = Set.of("25006", "25P03");

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return H2.contains(failure.getErrorCode()) || POSTGRESQL.contains(failure.getSQLState())
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }
}

package io.confab.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Writes messages into Confab's tables with a connection of its own, one transaction for each, and checks nothing. */
final class PlainWriter extends Thread {

    private static final String LOCK = "select head_rev, head_seq from room where id = ? for update";
    private static final String INSERT = """
            insert into message (id, room, seq, rev, body_rev, author, client_id, body, created_at)
            select ?, ?, ?, ?, ?, min(account), ?, ?, current_timestamp from membership where room = ?""";
    private static final String ADVANCE = "update room set head_rev = ?, head_seq = ? where id = ?";
    /** Beyond whatever Confab has given out. */
    private static final long FIRST_ID = 1_000_000_000L;

    private final Database database;
    private final long room;
    private final int number;
    private volatile long committed;
    private volatile boolean ending;

    PlainWriter(Database database, long room, int number) {
        super("writer-" + number);
        this.database = database;
        this.room = room;
        this.number = number;
    }

    static long committed(List<PlainWriter> writers) {
        return writers.stream().mapToLong(writer -> writer.committed).sum();
    }

    void end() {
        ending = true;
        try {
            join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void run() {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), "")) {
            connection.setAutoCommit(false);
            long written = 0;
            while (!ending) {
                write(connection, written);
                written++;
                committed = written;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void write(Connection connection, long written) throws SQLException {
        try (var lock = connection.prepareStatement(LOCK);
                var insert = connection.prepareStatement(INSERT);
                var advance = connection.prepareStatement(ADVANCE)) {
            lock.setLong(1, room);
            long rev;
            long seq;
            try (var head = lock.executeQuery()) {
                head.next();
                rev = head.getLong(1) + 1;
                seq = head.getLong(2) + 1;
            }
            insert.setLong(1, FIRST_ID * (number + 1) + written);
            insert.setLong(2, room);
            insert.setLong(3, seq);
            insert.setLong(4, rev);
            insert.setLong(5, rev);
            insert.setString(6, "plain-" + number + "-" + written);
            insert.setString(7, Dialect.text(written, 0));
            insert.setLong(8, room);
            insert.executeUpdate();
            advance.setLong(1, rev);
            advance.setLong(2, seq);
            advance.setLong(3, room);
            advance.executeUpdate();
        }
        connection.commit();
    }
}

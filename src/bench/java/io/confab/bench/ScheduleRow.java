package io.confab.bench;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * Many messages that are due in the same second, said by two nodes on one database.
 *
 * @param due how many
 * @param said how many there are afterwards
 * @param repeated of them, how many say again what another said
 * @param last from the moment when all are due until the last is committed, in seconds
 * @param millis CPU of both nodes for each
 */
record ScheduleRow(String database, int due, long said, long repeated, double last, double millis) {

    private static final int DUE = 1000;
    /** Until they are due, while they are written. */
    private static final Duration AHEAD = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK_UP = Duration.ofMillis(500);
    /** Time enough for a second copy, if anybody makes one. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double MICROS_PER_MILLI = 1e3;

    private record Said(long messages, long distinct, Instant last) {}

    static ScheduleRow measure(Path folder, Database database) {
        try (var broker = new Artemis(folder);
                var one = node(folder, database, broker);
                var other = node(folder, database, broker)) {
            var signUp = new SignUp(one.port());
            var room = signUp.rooms(1, 1).get(0);
            var at = Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.SECONDS);
            signUp.schedule(room.id(), room.tokens().get(0), at, DUE);
            if (Instant.now().isAfter(at)) {
                throw new IllegalStateException("Writing them took longer than " + AHEAD);
            }
            Pause.of(Duration.between(Instant.now(), at));
            long cpu = one.cpuMicros() + other.cpuMicros();
            var said = said(database, room.id());
            for (var end = at.plus(PATIENCE);
                    said.messages() < DUE && Instant.now().isBefore(end); ) {
                Pause.of(LOOK_UP);
                said = said(database, room.id());
            }
            cpu = one.cpuMicros() + other.cpuMicros() - cpu;
            Pause.of(SETTLING);
            said = said(database, room.id());
            return new ScheduleRow(
                    database.name(),
                    DUE,
                    said.messages(),
                    said.messages() - said.distinct(),
                    Duration.between(at, said.last()).toMillis() / MILLIS_PER_SECOND,
                    cpu / MICROS_PER_MILLI / DUE);
        }
    }

    private static Confab node(Path folder, Database database, Broker broker) {
        return new Confab(
                folder,
                database,
                "--confab.relay.host=127.0.0.1",
                "--confab.relay.port=" + broker.brokerPort(),
                "--confab.schedules.per-account=" + DUE);
    }

    private static Said said(Database database, String room) {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), "");
                var query = connection.prepareStatement("""
                        select count(*), count(distinct client_id), coalesce(max(created_at), now()) from message
                        where room = ? and client_id like 'schedule-%'""")) {
            query.setLong(1, Long.parseLong(room));
            try (var row = query.executeQuery()) {
                row.next();
                return new Said(
                        row.getLong(1),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant());
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

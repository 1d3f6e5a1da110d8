package io.confab.account;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * When sign-ins were last used. Gathered for a second and written for many at once, so that whoever asks for something
 * only reads, also when thousands come back at once. Thread-safe.
 */
@Component
class Sightings {

    private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);

    /** In one transaction, which holds up whoever uses one of these sign-ins meanwhile. */
    private static final int AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Map<UUID, Instant> unwritten = new ConcurrentHashMap<>();

    Sightings(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    void add(UUID signIn, Instant at) {
        unwritten.merge(signIn, at, Sightings::later);
    }

    @Scheduled(fixedRate = 1000)
    void write() {
        try {
            writeAll();
        } catch (RuntimeException unavailable) {
            LOG.warn("When sign-ins were used cannot be written now: {}", unavailable.toString());
        }
    }

    /** What cannot be written stays for the next time. */
    void writeAll() {
        // In one order, so that two nodes never wait for each other.
        var known = List.copyOf(new TreeMap<>(unwritten).entrySet());
        for (int from = 0; from < known.size(); from += AT_ONCE) {
            write(known.subList(from, Math.min(known.size(), from + AT_ONCE)));
        }
    }

    private void write(List<Map.Entry<UUID, Instant>> sightings) {
        transaction.executeWithoutResult(begun -> jdbc.batchUpdate(
                "update sign_in set last_seen_at = ? where id = ? and (last_seen_at is null or last_seen_at < ?)",
                sightings,
                sightings.size(),
                Sightings::set));
        sightings.forEach(sighting -> unwritten.remove(sighting.getKey(), sighting.getValue()));
    }

    private static void set(PreparedStatement statement, Map.Entry<UUID, Instant> sighting) throws SQLException {
        var at = sighting.getValue().atOffset(ZoneOffset.UTC);
        statement.setObject(1, at);
        statement.setObject(2, sighting.getKey());
        statement.setObject(3, at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

package io.confab.room;

import java.security.SecureRandom;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.confab.stomp.HistoryWentBack;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The number of the database as a whole. It is made when the database is first used, and changed when history may have
 * gone back, after a restore for example: then every client drops the pages it holds.
 */
@Component
public class Epoch {

    /** Every number below is exact in JavaScript. */
    private static final long BOUND = 1L << 53;

    private static final int ROW = 1;
    private static final Duration FRESH_FOR = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final LoadingCache<Integer, Long> known =
            Caffeine.newBuilder().refreshAfterWrite(FRESH_FOR).build(this::read);

    Epoch(JdbcClient jdbc) {
        this.jdbc = jdbc;
        try {
            if (jdbc.sql("select epoch from store where id = 1")
                    .query(Long.class)
                    .optional()
                    .isEmpty()) {
                jdbc.sql("insert into store (id, epoch) values (1, ?)")
                        .param(new SecureRandom().nextLong(1, BOUND))
                        .update();
            }
        } catch (DuplicateKeyException made) {
            // By another node, at the same moment: that one holds.
        }
        known.put(ROW, read(ROW));
    }

    /**
     * As it was when it was last asked for, or later: it changes while the server is down. Nobody waits for it to be read
     * again: who does so within a transaction would hold a connection that the reader may be waiting for.
     */
    public long current() {
        return known.get(ROW);
    }

    /** Before the clients come back for it; the first node that notices changes it for all. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(HistoryWentBack event) {
        jdbc.sql("update store set epoch = epoch + 1 where id = ? and epoch = ?")
                .params(ROW, current())
                .update();
        known.put(ROW, read(ROW));
    }

    private long read(int row) {
        return jdbc.sql("select epoch from store where id = ?")
                .param(row)
                .query(Long.class)
                .single();
    }
}

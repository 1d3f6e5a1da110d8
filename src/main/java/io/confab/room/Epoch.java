package io.confab.room;

import java.security.SecureRandom;

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

    private final JdbcClient jdbc;

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
    }

    public long current() {
        return jdbc.sql("select epoch from store where id = 1")
                .query(Long.class)
                .single();
    }
}

package io.confab.stomp;

import java.util.UUID;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the nodes agree on; whoever comes first decides it. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    private static final int SHARDS = 16;

    @Bean
    @Lazy
    static Cluster cluster(JdbcClient jdbc) {
        try {
            jdbc.sql("insert into relay (id, cluster, shards) select 1, ?, ? where not exists (select 1 from relay)")
                    .params(UUID.randomUUID().toString(), SHARDS)
                    .update();
        } catch (DuplicateKeyException decided) {
            // By another node, at the same moment.
        }
        return jdbc.sql("select cluster, shards from relay where id = 1")
                .query((row, number) -> new Cluster(row.getString("cluster"), row.getInt("shards")))
                .single();
    }
}

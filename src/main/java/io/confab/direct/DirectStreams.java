package io.confab.direct;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import io.confab.room.RoomTopics;
import io.confab.room.SeatsChanged;
import io.confab.stomp.Destination;
import io.confab.stomp.OwnQueue;
import io.confab.stomp.StreamQueue;
import io.confab.stomp.StreamQueues;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The logs of all direct rooms that somebody sees come to them over one queue (docs/decisions/0008). */
@Component
class DirectStreams implements StreamQueue {

    /** Longer than it takes until every node has heard of a room, and than the clocks of two nodes are apart. */
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private static final int FEW_CHANGES = 50;

    private final JdbcClient jdbc;
    private final ObjectProvider<StreamQueues> queues;
    private final Clock clock;

    DirectStreams(JdbcClient jdbc, ObjectProvider<StreamQueues> queues, Clock clock) {
        this.jdbc = jdbc;
        this.queues = queues;
        this.clock = clock;
    }

    @Bean
    static SubscriptionGuard directQueue() {
        return new OwnQueue(RoomTopics.DIRECT);
    }

    @Override
    public Destination queue() {
        return RoomTopics.DIRECT;
    }

    @Override
    public Map<Destination, Stream> streams(long account) {
        var streams = new HashMap<Destination, Stream>();
        jdbc.sql("""
                        select r.id, r.head_rev, r.created_at > ? and r.head_rev <= ? as young
                        from membership m join room r on r.id = m.room
                        where m.account = ? and m.left_at is null and not m.hidden and r.kind = 'DIRECT'""")
                .params(clock.instant().minus(YOUNG).atOffset(ZoneOffset.UTC), FEW_CHANGES, account)
                .query(row -> {
                    streams.put(
                            RoomTopics.log(new RoomId(row.getLong("id"))),
                            new Stream(row.getLong("head_rev"), row.getBoolean("young")));
                });
        return streams;
    }

    @EventListener
    void on(SeatsChanged changed) {
        queues.getObject()
                .refresh(
                        RoomTopics.DIRECT,
                        changed.accounts().stream().map(AccountId::value).toList());
    }
}

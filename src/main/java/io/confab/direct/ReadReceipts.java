package io.confab.direct;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import io.confab.account.AccountId;
import io.confab.direct.DirectEvent.ReaderMoved;
import io.confab.message.CursorMoved;
import io.confab.message.DirectDetails.Reader;
import io.confab.room.RoomAudience;
import io.confab.room.RoomId;
import io.confab.room.RoomTopics;
import io.confab.stomp.Broadcaster;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who sees how far whom has read: those who show it to each other. Whoever has yet to accept shows nothing, so that a
 * request can be read in peace; and what somebody reads while invisible is not seen, for to read is to be here.
 */
@Component
class ReadReceipts {

    private static final String SHOWN = """
            from membership m left join direct_setting s on s.account = m.account
            where m.room = ? and m.left_at is null and not m.hidden and coalesce(s.read_receipts, true)
            and not exists (select 1 from direct_request q where q.room = m.room and q.account = m.account)""";

    private final JdbcClient jdbc;
    private final RoomAudience rooms;
    private final Invisibility invisibility;
    private final Broadcaster broadcaster;

    ReadReceipts(JdbcClient jdbc, RoomAudience rooms, Invisibility invisibility, Broadcaster broadcaster) {
        this.jdbc = jdbc;
        this.rooms = rooms;
        this.invisibility = invisibility;
        this.broadcaster = broadcaster;
    }

    List<Reader> readers(RoomId room, AccountId viewer) {
        var shown = shown(room);
        return shown.stream().anyMatch(reader -> reader.account() == viewer.value())
                ? shown.stream()
                        .filter(reader -> reader.account() != viewer.value())
                        .toList()
                : List.of();
    }

    @EventListener
    void on(CursorMoved moved) {
        if (rooms.isDirect(moved.room())
                && invisibility.invisible(List.of(moved.account())).isEmpty()) {
            show(moved);
            var shown = shown(moved.room());
            shown.stream()
                    .filter(reader -> reader.account() == moved.account().value())
                    .forEach(reader -> tell(moved.room(), reader, shown));
        }
    }

    private void show(CursorMoved moved) {
        jdbc.sql("update membership set shown_read_seq = last_read_seq where room = ? and account = ?")
                .params(moved.room().value(), moved.account().value())
                .update();
    }

    private void tell(RoomId room, Reader reader, Collection<Reader> shown) {
        var others = shown.stream()
                .map(Reader::account)
                .filter(account -> !Objects.equals(account, reader.account()))
                .toList();
        if (!others.isEmpty()) {
            broadcaster.publish(
                    others, RoomTopics.DIRECT, new ReaderMoved(room.value(), reader.account(), reader.seq()));
        }
    }

    private List<Reader> shown(RoomId room) {
        return jdbc.sql("select m.account, m.shown_read_seq " + SHOWN + " order by m.account")
                .param(room.value())
                .query((row, number) -> new Reader(row.getLong("account"), row.getLong("shown_read_seq")))
                .list();
    }
}

package io.confab.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.confab.account.AccountId;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far members have read. It is nobody else's business, so it takes no rev and no lock of the room. Moves many people's
 * cursors with a question and a batch, however many they are.
 */
@Component
public class ReadCursors {

    private final JdbcTemplate jdbc;

    protected ReadCursors(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose cursor, and where. */
    public record Reader(RoomId room, AccountId account) {}

    /**
     * Where to.
     *
     * @param exactly there even if that is back; otherwise forward only
     */
    public record Move(long seq, boolean exactly) {

        /** The move that does the same as this one and then the other. */
        public Move then(Move next) {
            return next.exactly ? next : new Move(Math.max(seq, next.seq), exactly);
        }
    }

    /**
     * What became of a move.
     *
     * @param refusal {@code not-found} or {@code not-a-member}, or null
     */
    public record Moved(boolean changed, @Nullable Refusal refusal) {}

    /** Moves cursors; none beyond the head of its room. Answers for every reader once all of it is committed. */
    @Transactional
    public Map<Reader, Moved> move(Map<Reader, Move> moves) {
        var outcome = new HashMap<Reader, Moved>();
        var steps = new ArrayList<Step>();
        for (var seat : seats(moves.keySet())) {
            var refusal = seat.refusal();
            var move = moves.get(seat.reader);
            if (refusal == null && move != null) {
                steps.add(new Step(seat.reader, Math.max(0, Math.min(move.seq, seat.head)), move.exactly));
            } else {
                outcome.put(seat.reader, new Moved(false, refusal));
            }
        }
        // In one order on every node, so that two of them never wait for each other.
        steps.sort(Comparator.comparingLong((Step step) -> step.reader.room.value())
                .thenComparingLong(step -> step.reader.account.value()));
        var counts = write(steps);
        for (int i = 0; i < steps.size(); i++) {
            outcome.put(steps.get(i).reader, new Moved(counts[i] != 0, null));
        }
        return outcome;
    }

    private int[] write(List<Step> steps) {
        var arguments = steps.stream()
                .map(step -> new Object[] {
                    step.seq,
                    step.reader.room.value(),
                    step.reader.account.value(),
                    step.exactly ? Long.MAX_VALUE : step.seq,
                    step.seq
                })
                .toList();
        return arguments.isEmpty() ? new int[0] : jdbc.batchUpdate("""
                        update membership set last_read_seq = ?, moved_at = current_timestamp
                        where room = ? and account = ? and left_at is null and last_read_seq < ? and last_read_seq <> ?""", arguments);
    }

    private List<Seat> seats(Collection<Reader> readers) {
        return jdbc.query(
                """
                select reader.room, reader.account, r.kind, r.head_seq, m.id as membership
                from unnest(cast(? as bigint array), cast(? as bigint array)) as reader (room, account)
                left join room r on r.id = reader.room
                left join membership m on m.room = reader.room and m.account = reader.account and m.left_at is null""",
                (row, number) -> new Seat(
                        new Reader(new RoomId(row.getLong("room")), new AccountId(row.getLong("account"))),
                        row.getString("kind"),
                        row.getLong("head_seq"),
                        row.getObject("membership") != null),
                readers.stream().map(reader -> reader.room.value()).toArray(Long[]::new),
                readers.stream().map(reader -> reader.account.value()).toArray(Long[]::new));
    }

    private record Step(Reader reader, long seq, boolean exactly) {}

    private record Seat(Reader reader, @Nullable String kind, long head, boolean member) {

        @Nullable
        Refusal refusal() {
            if (member) {
                return null;
            }
            return RoomKind.PUBLIC.name().equals(kind)
                    ? ErrorCode.NOT_A_MEMBER.because("Join the room first.")
                    : ErrorCode.NOT_FOUND.because("There is no such room.");
        }
    }
}

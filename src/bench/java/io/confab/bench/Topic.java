package io.confab.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A room, as its subscribers see it. */
final class Topic {

    /*
     * What a server encodes once looks the same to all who receive it. So a frame is read once, and where another
     * subscriber gets the very same bytes next, comparing them is all there is to do. This keeps the generator cheap,
     * and is stricter than reading the number alone.
     */
    private static final int REMEMBERED = 512;

    private final Remembered[] remembered = new Remembered[REMEMBERED];
    final String room;
    final List<Client> senders = new ArrayList<>();
    int listeners;
    long numbered;
    long sent;
    long acknowledged;
    long refused;
    long delivered;
    long repeated;
    long late;
    /** What was posted under a lower number belongs to what was measured before. */
    long firstNumber;

    private int turn;

    Topic(String room) {
        this.room = room;
    }

    private static final class Remembered {
        long number = -1;
        long sentAt;
        byte[] bytes = {};
        int length;
    }

    /** The frame with this number, if exactly its bytes stand here: its length. 0 if not. */
    int matching(long number, byte[] bytes, int from, int to) {
        var known = remembered[slot(number)];
        if (known == null
                || known.number != number
                || to - from < known.length
                || !Arrays.equals(bytes, from, from + known.length, known.bytes, 0, known.length)) {
            return 0;
        }
        return known.length;
    }

    /** When the frame with this number, which is remembered, was sent. */
    long sentAt(long number) {
        var known = remembered[slot(number)];
        return known == null ? 0 : known.sentAt;
    }

    void remember(long number, long sentAt, byte[] bytes, int from, int to) {
        var slot = slot(number);
        @Nullable Remembered known = remembered[slot];
        if (known == null) {
            known = new Remembered();
            remembered[slot] = known;
        }
        if (known.number >= number) {
            return;
        }
        int length = to - from;
        if (known.bytes.length < length) {
            known.bytes = new byte[length];
        }
        System.arraycopy(bytes, from, known.bytes, 0, length);
        known.length = length;
        known.number = number;
        known.sentAt = sentAt;
    }

    /** How many posts are not yet with all who listen. */
    long inFlight() {
        return listeners == 0 ? sent - refused - acknowledged : sent - refused - delivered / listeners;
    }

    long lost() {
        return (sent - refused) * listeners - delivered;
    }

    Client nextSender() {
        turn = (turn + 1) % senders.size();
        return senders.get(turn);
    }

    void reset() {
        sent = 0;
        acknowledged = 0;
        refused = 0;
        delivered = 0;
        repeated = 0;
        late = 0;
        firstNumber = numbered + 1;
    }

    private static int slot(long number) {
        return (int) (number & REMEMBERED - 1);
    }
}

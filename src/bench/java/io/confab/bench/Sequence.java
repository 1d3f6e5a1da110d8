package io.confab.bench;

import java.util.Arrays;

/** The numbers that one subscriber has seen of one room: each has to come, once, after the one before it. */
final class Sequence {

    /** Whatever comes later than this many is taken for late and not for repeated. */
    private static final int WINDOW = 1024;

    enum Arrival {
        NEXT,
        AHEAD,
        LATE,
        REPEATED
    }

    private final long[] seen = new long[WINDOW / Long.SIZE];
    private long max = -1;

    /** The number that has to come now; 0 where any may. */
    long next() {
        return max + 1;
    }

    Arrival accept(long number) {
        if (number == max + 1 || max < 0) {
            max = number;
            mark(number);
            return Arrival.NEXT;
        }
        if (number > max) {
            for (long missing = Math.max(max + 1, number - WINDOW); missing < number; missing++) {
                seen[word(missing)] &= ~(1L << missing);
            }
            max = number;
            mark(number);
            return Arrival.AHEAD;
        }
        if (number > max - WINDOW) {
            if ((seen[word(number)] & 1L << number) != 0) {
                return Arrival.REPEATED;
            }
            mark(number);
        }
        return Arrival.LATE;
    }

    void reset() {
        max = -1;
        Arrays.fill(seen, 0);
    }

    private void mark(long number) {
        seen[word(number)] |= 1L << number;
    }

    private static int word(long number) {
        return (int) (number % WINDOW) / Long.SIZE;
    }
}

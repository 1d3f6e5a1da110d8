package io.confab.room;

/** Which room. */
public record RoomId(long value) implements Comparable<RoomId> {

    @Override
    public int compareTo(RoomId other) {
        return Long.compare(value, other.value);
    }
}

package io.confab.stomp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins the frames of one write. Those who listen to the same room mostly have the same frames waiting, so the same frames
 * once more give the same text, which is made once. One thread's own.
 */
final class Joiner {

    private List<byte[]> frames = new ArrayList<>();
    private List<byte[]> before = new ArrayList<>();
    private byte[] text = {};
    private int length;

    /** Takes a frame, which is shared and never changes. */
    void add(byte[] frame) {
        frames.add(frame);
        length += frame.length;
    }

    int length() {
        return length;
    }

    /** All that was added since the last time, one after the other, as bytes that are shared and never change. */
    byte[] join() {
        if (!sameAsBefore()) {
            text = frames.size() == 1 ? frames.get(0) : copy();
            var older = before;
            before = frames;
            frames = older;
        }
        frames.clear();
        length = 0;
        return text;
    }

    /** By identity: a frame is made once for all. */
    private boolean sameAsBefore() {
        if (frames.size() != before.size()) {
            return false;
        }
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i) != before.get(i)) {
                return false;
            }
        }
        return true;
    }

    private byte[] copy() {
        var joined = ByteBuffer.allocate(length);
        frames.forEach(joined::put);
        return joined.array();
    }
}

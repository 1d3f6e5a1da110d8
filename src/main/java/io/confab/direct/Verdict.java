package io.confab.direct;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;

/**
 * What holds for one writer in one direct room.
 *
 * @param blocking the writer blocks the other of two
 * @param closed   the other of two takes nothing from the writer, for whatever reason
 * @param asked    the writer has yet to accept
 * @param pending  everybody else has yet to accept
 * @param posts    how many there are in the room
 */
record Verdict(boolean blocking, boolean closed, boolean asked, boolean pending, long posts) {

    static final int POSTS_UNTIL_ACCEPTED = 5;

    /** @throws Refusal if the writer may change nothing here */
    void requireOpen() {
        if (blocking) {
            throw ErrorCode.FORBIDDEN.because("You have blocked them.");
        }
        if (closed) {
            throw takesNone();
        }
        if (asked) {
            throw ErrorCode.REQUEST_PENDING.because("Accept the request first.");
        }
    }

    /** What holds for a writer who accepts by what is written. */
    Verdict accepting() {
        return new Verdict(blocking, closed, false, pending, posts);
    }

    /**
     * What holds once the writer has posted.
     *
     * @throws Refusal if the writer may not
     */
    Verdict afterPost() {
        requireOpen();
        if (pending && posts >= POSTS_UNTIL_ACCEPTED) {
            throw ErrorCode.REQUEST_PENDING.because("They have not accepted yet; until then there are 5 messages.");
        }
        return new Verdict(blocking, closed, asked, pending, posts + 1);
    }

    /** The same words for whoever is blocked and for whoever writes to one who takes nothing. */
    static Refusal takesNone() {
        return ErrorCode.NO_DIRECT_MESSAGES.because("No private messages are taken here.");
    }
}

package io.confab.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** What a post and a delivery look like. The text of a post is 200 bytes and begins with its number and its time. */
enum Dialect {

    /** JSON both ways, receipts, and a room's revs for numbers. */
    CONFAB {
        @Override
        byte[] post(String destination, long number, String text) {
            return ("SEND\ndestination:" + destination + "\ncontent-type:application/json\nreceipt:" + number
                            + "\n\n{\"clientId\":\"" + RUN + number + "\",\"body\":\"" + text + "\"}\0")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        void read(FrameReader frame, Delivery delivery) {
            int from = frame.find(FROM, frame.body(), frame.end());
            int rev = frame.find(REV, from, frame.end());
            int text = frame.find(BODY, rev, frame.end());
            delivery.from = frame.number(from);
            delivery.number = frame.number(rev);
            delivery.sentAt = text < 0 ? 0 : frame.number(text + NUMBER_DIGITS + 1);
        }
    },

    /** Values of a feed, which nobody posts: a delivery is timed from the moment that the value is of. */
    FEED {
        @Override
        byte[] post(String destination, long number, String text) {
            throw new UnsupportedOperationException("The server has the values");
        }

        @Override
        void read(FrameReader frame, Delivery delivery) {
            int number = frame.find(NUMBER, frame.body(), frame.end());
            int at = frame.find(AT, number, frame.end());
            delivery.number = frame.number(number);
            delivery.from = delivery.number - 1;
            var meant = Instant.parse(frame.text(at, frame.find(QUOTE, at, frame.end()) - 1));
            delivery.sentAt =
                    System.nanoTime() - Duration.between(meant, Instant.now()).toNanos();
        }
    },

    /** Nothing but the text, both ways. */
    PLAIN {
        @Override
        byte[] post(String destination, long number, String text) {
            return ("SEND\ndestination:" + destination + "\ncontent-type:text/plain\n\n" + text + "\0")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        boolean receipts() {
            return false;
        }

        @Override
        void read(FrameReader frame, Delivery delivery) {
            delivery.number = frame.number(frame.body());
            delivery.from = delivery.number - 1;
            delivery.sentAt = frame.number(frame.body() + NUMBER_DIGITS + 1);
        }
    };

    static final int TEXT_BYTES = 200;

    private static final int NUMBER_DIGITS = 12;
    private static final int TIME_DIGITS = 19;
    private static final String PADDING = "x".repeat(TEXT_BYTES - NUMBER_DIGITS - TIME_DIGITS - 2);
    private static final byte[] FROM = "\"from\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REV = "\"rev\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NUMBER = "\"number\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AT = "\"at\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] QUOTE = {'"'};
    private static final byte[] BODY = "\"body\":\"".getBytes(StandardCharsets.US_ASCII);
    /** So that no post of this run is taken for one of an earlier run. */
    private static final String RUN = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";

    /** The frame that posts this text. */
    abstract byte[] post(String destination, long number, String text);

    /** Whether subscriptions and posts are acknowledged. */
    boolean receipts() {
        return true;
    }

    /** Reads the numbers of a MESSAGE. */
    abstract void read(FrameReader frame, Delivery delivery);

    static String text(long number, long sentAt) {
        var text = new StringBuilder(TEXT_BYTES);
        digits(text, number, NUMBER_DIGITS);
        digits(text, sentAt, TIME_DIGITS);
        return text.append(PADDING).toString();
    }

    private static void digits(StringBuilder text, long number, int count) {
        var digits = Long.toString(number);
        for (int i = digits.length(); i < count; i++) {
            text.append('0');
        }
        text.append(digits).append(':');
    }

    /** The numbers of one MESSAGE: it holds what is after {@code from} up to {@code number}. Used again and again. */
    static final class Delivery {
        long from;
        long number;
        long sentAt;
    }
}

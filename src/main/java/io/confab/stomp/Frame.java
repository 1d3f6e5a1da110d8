package io.confab.stomp;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Frames as text. A MESSAGE is encoded once for all: only the subscription's id differs between receivers, and it stands
 * first. Ids that a client may choose are restricted to characters that no version of STOMP escapes.
 */
final class Frame {

    private static final Pattern ID = Pattern.compile("[!-9;-\\[\\]-~]{1,128}");
    private static final char NUL = '\0';

    private Frame() {}

    /** Whether a client's id (of a subscription, of a receipt) is plain: visible ASCII without colon and backslash. */
    static boolean plain(String id) {
        return ID.matcher(id).matches();
    }

    /** All of a MESSAGE but its beginning; {@code messageId} and the destination are the server's own words. */
    static String messageTail(String destination, String messageId, String json) {
        return "\ndestination:" + destination + "\nmessage-id:" + messageId
                + "\ncontent-type:application/json\ncontent-length:" + utf8Length(json) + "\n\n" + json + NUL;
    }

    static String message(String subscription, String tail) {
        return "MESSAGE\nsubscription:" + subscription + tail;
    }

    static String receipt(String id) {
        return "RECEIPT\nreceipt-id:" + id + "\n\n" + NUL;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

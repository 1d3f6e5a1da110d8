package io.confab.stomp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Frames as UTF-8. A MESSAGE is encoded once for all: only the subscription's id differs between receivers, and it stands
 * first. Ids that a client may choose are restricted to characters that no version of STOMP escapes.
 */
final class Frame {

    private static final Pattern ID = Pattern.compile("[!-9;-\\[\\]-~]{1,128}");

    private Frame() {}

    /** Whether a client's id (of a subscription, of a receipt) is plain: visible ASCII without colon and backslash. */
    static boolean plain(String id) {
        return ID.matcher(id).matches();
    }

    /** All of a MESSAGE but its beginning; {@code messageId} and the destination are the server's own words. */
    static byte[] messageTail(String destination, String messageId, String json) {
        var body = json.getBytes(UTF_8);
        var head = ("\ndestination:" + destination + "\nmessage-id:" + messageId
                        + "\ncontent-type:application/json\ncontent-length:" + body.length + "\n\n")
                .getBytes(UTF_8);
        var tail = Arrays.copyOf(head, head.length + body.length + 1);
        System.arraycopy(body, 0, tail, head.length, body.length);
        return tail; // the last byte is the NUL that ends a frame
    }

    /** The frames of one subscription, whose ids are the same, one after the other. */
    static byte[] messages(String subscription, List<byte[]> tails) {
        var head = ("MESSAGE\nsubscription:" + subscription).getBytes(UTF_8);
        int length = 0;
        for (var tail : tails) {
            length += head.length + tail.length;
        }
        var frames = ByteBuffer.allocate(length);
        tails.forEach(tail -> frames.put(head).put(tail));
        return frames.array();
    }

    static byte[] message(String subscription, byte[] tail) {
        return messages(subscription, List.of(tail));
    }

    static byte[] receipt(String id) {
        return ("RECEIPT\nreceipt-id:" + id + "\n\n\0").getBytes(UTF_8);
    }
}
